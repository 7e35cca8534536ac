// All that the panels share, by name.
import * as address from "./address.js";
import * as blocks from "./blocks.js";
import * as bookmarks from "./bookmarks.js";
import * as connection from "./connection.js";
import * as cycle from "./cycle.js";
import * as fan from "./fan.js";
import * as figure from "./figure.js";
import * as hands from "./hands.js";
import * as keys from "./keys.js";
import * as labels from "./labels.js";
import * as lesson from "./lesson.js";
import * as numbers from "./numbers.js";
import * as picture from "./picture.js";
import * as playback from "./playback.js";
import * as queue from "./queue.js";
import * as scales from "./scales.js";
import * as score from "./score.js";
import * as search from "./search.js";
import * as storage from "./storage.js";
import * as tipping from "./tipping.js";
import * as whatif from "./whatif.js";
import * as why from "./why.js";

export {
  address, blocks, bookmarks, connection, cycle, fan, figure, hands, keys, labels, lesson, numbers, picture, playback,
  queue, scales, score, search, storage, tipping, whatif, why,
};
