// Loaded before a program with `node --require`: for it, today is 400 days and some hours later.
const SHIFT = (400 * 24 + 7) * 60 * 60 * 1000;
const RealDate = Date;

globalThis.Date = class Date extends RealDate {
  constructor(...args) {
    if (args.length === 0) super(RealDate.now() + SHIFT);
    else super(...args);
  }

  static now() {
    return RealDate.now() + SHIFT;
  }
};
