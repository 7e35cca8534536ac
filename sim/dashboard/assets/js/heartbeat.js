// Two hearts to be heard, one on each side: off until they are asked for.

// Milliseconds from one beat to the next, at so many a minute.
export const apart = bpm => 60000 / Math.max(30, Math.min(220, bpm));

// One beat is two soft thuds: [seconds from now, pitch in hertz, loudness].
export const THUDS = [[0, 58, 0.9], [0.14, 46, 0.55]];

export class Hearts {
  // `rates` are both hearts' beats a minute; `make` makes what sounds.
  constructor(rates, make = () => new AudioContext()) { Object.assign(this, { rates, make, timers: [] }); }

  start() {
    this.sound = this.make();
    [-0.8, 0.8].forEach((side, i) => this.beat(side, i));
  }

  beat(side, i) {
    this.thud(side);
    this.timers[i] = setTimeout(() => this.beat(side, i), apart(this.rates[i]));
  }

  thud(side) {
    THUDS.forEach(([later, pitch, loud]) => {
      const at = this.sound.currentTime + later, tone = this.sound.createOscillator(), gain = this.sound.createGain();
      const pan = this.sound.createStereoPanner();
      tone.frequency.value = pitch;
      pan.pan.value = side;
      gain.gain.setValueAtTime(0.0001, at);
      gain.gain.exponentialRampToValueAtTime(loud, at + 0.02);
      gain.gain.exponentialRampToValueAtTime(0.0001, at + 0.16);
      tone.connect(gain).connect(pan).connect(this.sound.destination);
      tone.start(at);
      tone.stop(at + 0.18);
    });
  }

  stop() {
    this.timers.forEach(clearTimeout);
    if (this.sound) this.sound.close();
  }
}
