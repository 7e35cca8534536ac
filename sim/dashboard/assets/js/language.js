// What is said, in the language of the page. The server hands its words over once; English has none: it is what stands
// in the panels.

// What is spoken: {code, tag, dir, point, group, marks, words}, as the server tells it.
export const spoken = { code: "en", tag: "en", dir: "ltr", point: ".", group: ",", marks: "", words: {} };

// From now on the page speaks this language.
export function speak(told) {
  Object.assign(spoken, told);
  document.documentElement.lang = spoken.tag;
  document.documentElement.dir = spoken.dir;
}

// A text with its places filled: "Day {n}". One that nothing is given for stays as it is.
export function filled(text, values) {
  return values ? text.replace(/\{(\w+)\}/g, (place, name) => (name in values ? String(values[name]) : place)) : text;
}

const marked = text => (spoken.marks ? spoken.marks.replace("{}", () => text) : text);

// A message of the page, said.
export const say = (text, values) => filled(spoken.words[text] || marked(text), values);

// The place of a count's form among those that a language has.
const ORDER = ["zero", "one", "two", "few", "many", "other"];
export function form(count, tag = spoken.tag) {
  const rules = new Intl.PluralRules(tag), all = rules.resolvedOptions().pluralCategories;
  return ORDER.filter(name => all.includes(name)).indexOf(rules.select(count));
}

// A message in the form that a count asks for; {n} is the count as people write it.
export function plural(count, one, many, values) {
  const forms = spoken.words[one], filling = { n: written(Math.abs(count) < 1000 ? count : grouped(count)), ...values };
  if (!Array.isArray(forms)) return filled(marked(count === 1 ? one : many), filling);
  return filled(forms[Math.min(form(count), forms.length - 1)], filling);
}

const grouped = count => Number(count).toLocaleString("en");

// A number that is written as in English, 1,204.5 or .62, as the language writes it: 1.204,5 and 0,62.
export function written(number) {
  const text = String(number);
  if (spoken.point === "." && spoken.group === ",") return text;
  return text.replace(/(^|[^\d.,])\.(?=\d)/g, "$10.").replace(/(\d)([.,])(?=\d)/g, (_, digit, sign) => (
    digit + (sign === "." ? spoken.point : spoken.group)));
}

// A whole number as people write it: 1,204
export const whole = count => written(grouped(count));

// What is listed: "a, b and c".
export function listed(all) {
  if (all.length < 2) return all.join("");
  return say("{first} and {last}", { first: all.slice(0, -1).join(", "), last: all[all.length - 1] });
}
