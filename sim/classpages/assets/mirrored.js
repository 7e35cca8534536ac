// The stage, small: what the projected page of this browser sends (see mirror.js there) is drawn in a frame as large as
// the stage, and made as small as there is room. Nothing in it runs or can be pressed.
"use strict";

const ASKING = 2000, SILENT = 7000;

class Mirrored {
  constructor(place, code) {
    Object.assign(this, { place, frame: place.querySelector("iframe"), heard: 0 });
    this.channel = new BroadcastChannel("pdd-mirror-" + code.replace(/\s/g, ""));
    this.channel.onmessage = ({ data }) => {
      this.heard = Date.now();
      if (data.styles) this.dress(data.styles);
      else this.draw(data);
    };
    const ask = () => {
      // Where nothing comes any more the words beneath say what the class sees.
      if (Date.now() - this.heard > SILENT) this.place.hidden = true;
      this.channel.postMessage("here");
    };
    setInterval(ask, ASKING);
    ask();
  }

  dress(styles) {
    const { head } = this.frame.contentDocument;
    head.replaceChildren(...styles.map(({ href, text }) => {
      const made = document.createElement(href ? "link" : "style");
      if (href) Object.assign(made, { rel: "stylesheet", href });
      else made.textContent = text;
      return made;
    }));
  }

  draw({ html, wide, high }) {
    this.place.hidden = false;
    const share = this.place.clientWidth / wide, { body } = this.frame.contentDocument;
    this.place.style.height = Math.round(high * share) + "px";
    Object.assign(this.frame.style, { width: wide + "px", height: high + "px", transform: "scale(" + share + ")" });
    body.style.margin = "0";
    body.inert = true;
    body.innerHTML = html;
  }
}
