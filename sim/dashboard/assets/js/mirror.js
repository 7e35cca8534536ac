// The presenter's window shows the stage small, as it is at the moment. The two are windows of one browser: what is
// drawn goes from one to the other there, and never over the network.

// Windows of one class hear each other.
export const channelOf = code => "pdd-mirror-" + code.replace(/\s/g, "");

// Milliseconds between two pictures, and after which a window that no longer asks is forgotten.
export const EVERY = 250, FORGOTTEN = 6000;

// What the page looks like: its style sheets by address, and those written into it.
export function styles(page) {
  const all = Array.from(page.querySelectorAll("link[rel=stylesheet], style"));
  return all.map(one => (one.tagName === "LINK" ? { href: one.href } : { text: one.textContent }));
}

// A part of the page as it is drawn now: its elements as text, a canvas as a picture.
export function copied(element) {
  const copy = element.cloneNode(true), drawn = element.querySelectorAll("canvas");
  copy.querySelectorAll("canvas").forEach((canvas, i) => {
    const image = document.createElement("img"), { width, height } = drawn[i].getBoundingClientRect();
    image.src = drawn[i].toDataURL("image/jpeg", 0.6);
    image.width = width;
    image.height = height;
    image.className = canvas.className;
    canvas.replaceWith(image);
  });
  // What was chosen and typed is no part of the text by itself.
  const typed = element.querySelectorAll("select, input");
  copy.querySelectorAll("select, input").forEach((field, i) => {
    if (field.tagName === "INPUT") field.setAttribute("value", typed[i].value);
    else Array.from(field.options).forEach((one, k) => one.toggleAttribute("selected", k === typed[i].selectedIndex));
  });
  copy.querySelectorAll("script").forEach(one => one.remove());
  return copy.outerHTML;
}

// Tells a presenter's window, as long as there is one, what the stage looks like whenever it changes.
export class Mirror {
  constructor(code, stage, now = Date.now) {
    Object.assign(this, { stage, now, asked: -Infinity, timer: 0, dressed: -1 });
    this.channel = new BroadcastChannel(channelOf(code));
    this.channel.onmessage = () => {
      if (this.now() - this.asked > FORGOTTEN) this.dressed = -1;
      this.asked = this.now();
      this.soon();
    };
    this.watching = new MutationObserver(() => this.soon());
    this.watching.observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
  }

  soon() {
    if (this.timer || this.now() - this.asked > FORGOTTEN) return;
    this.timer = setTimeout(() => {
      this.timer = 0;
      this.show();
    }, EVERY);
  }

  show() {
    const element = this.stage();
    if (!element) return;
    // A panel brings its style with it when it is first drawn.
    const looks = styles(document);
    if (looks.length !== this.dressed) this.channel.postMessage({ styles: looks });
    this.dressed = looks.length;
    this.channel.postMessage({ html: copied(element), wide: innerWidth, high: innerHeight });
  }

  stop() {
    clearTimeout(this.timer);
    this.watching.disconnect();
    this.channel.close();
  }
}
