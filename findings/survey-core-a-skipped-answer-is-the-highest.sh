#!/bin/sh
# survey-core (SurveyJS) runs questionnaires and reckons their scores by expressions. Questionnaires turn some questions round
# ("I rarely listen"), lest who agrees with everything score high: on a scale of 1 to 5 such an answer counts 6 minus itself.
#
# Expected: a question that somebody skipped is left out of the mean, turned round or not.
# Found with 3.1.1: `avg` leaves it out, and a comparison with it is false; but a minus takes it for 0, so that a skipped question
# that is turned round counts 6, more than anyone can answer. Who says 2 and skips three has a mean of 5, the highest there is.
# Whoever asks first and gives '' for what is not there gets a mean of 55.5 with one skipped, as numbers after a text are
# put behind each other; giving the question itself is right. With all answered all is right. Text is compared without heed to
# capitals ("Ana" = 'ana'), where the documentation ("Conditional Logic and Dynamic Texts") says "Comparison operations are
# case-sensitive". Of a minus it says that it subtracts, and of unanswered questions in sums nothing.
# https://github.com/surveyjs/survey-library/issues/828 (2017) made comparisons false.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund survey-core@3.1.1 >/dev/null
cat >score.cjs <<'JS'
const assert = require("node:assert");
const { Model } = require("survey-core");

const rating = (name) => ({ type: "rating", name, rateMin: 1, rateMax: 5 });
const score = (name, expression) => ({ type: "expression", name, expression });
const turned = (name, or) => `iif({${name}} notempty, 6 - {${name}}, ${or ?? `{${name}}`})`;
const asked = (or) => ["b", "c", "d"].map((name) => turned(name, or)).join(", ");
const names = ["plain", "turned", "or text", "or itself", "low", "high", "known"];
const json = {
  elements: [
    ...["a", "b", "c", "d"].map(rating),
    { type: "text", name: "who" },
    score("plain", "avg({a}, {b}, {c}, {d})"),
    score("turned", "avg({a}, 6 - {b}, 6 - {c}, 6 - {d})"),
    score("or text", `avg({a}, ${asked("''")})`),
    score("or itself", `avg({a}, ${asked()})`),
    score("low", "iif({b} < 3, 'yes', 'no')"),
    score("high", "iif({b} > 2, 'yes', 'no')"),
    score("known", "iif({who} = 'ana', 'yes', 'no')"),
  ],
};
const scores = (answers) => {
  const survey = new Model(json);
  for (const [name, value] of Object.entries(answers)) survey.setValue(name, value);
  return Object.fromEntries(names.map((name) => [name, survey.getValue(name)]));
};
const found = {
  "all answered": scores({ a: 2, b: 4, c: 4, d: 4, who: "Ana" }),
  "one skipped": scores({ a: 2, c: 4, d: 4, who: "Ana" }),
  "three skipped": scores({ a: 2, who: "Bo" }),
};
console.log(found);
assert.deepStrictEqual(found, {
  "all answered": { plain: 3.5, turned: 2, "or text": 2, "or itself": 2, low: "no", high: "yes", known: "yes" },
  "one skipped": { plain: 10 / 3, turned: 3, "or text": 55.5, "or itself": 2, low: "no", high: "no", known: "yes" },
  "three skipped": { plain: 2, turned: 5, "or text": 0.5, "or itself": 2, low: "no", high: "no", known: "no" },
});
JS
echo "survey-core 3.1.1"
node score.cjs
