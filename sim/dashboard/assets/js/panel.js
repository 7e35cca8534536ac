// What every panel has.
import { short } from "./labels.js";
import { clock } from "./numbers.js";

export const common = {
  computed: {
    season() { return this.show.unit === "day"; },
    // Pixels of the words in a picture.
    size() { return this.projector ? 16 : 13; },
  },
  methods: { clock(turn) { return clock(turn, this.fixed.turn_seconds); }, short: short },
};
