#!/usr/bin/env python3
"""Writes the importances that the tests of fANOVA expect: Optuna's, on small seeded studies.

    python3 tools/golden/optuna_importance.py

Needs optuna and scikit-learn; the file in the repository comes from Optuna 3.1.0 and scikit-learn 1.2.1. It writes tests/Digits.Tuning.Tests/Golden/importance.json: for each case the
parameters' ranges, the trials, and the mean and the standard deviation of the importances over several forests. No range is searched by factors: Optuna would weigh it evenly, Digits does not.
"""

import json
import math
import pathlib

import numpy as np
import optuna
from optuna.distributions import CategoricalDistribution, FloatDistribution, IntDistribution

FILE = pathlib.Path(__file__).parents[2] / "tests/Digits.Tuning.Tests/Golden/importance.json"
FORESTS = 8


def ishigami(a, b, c):
    """Ishigami and Homma 1990: of the variance, a has 0.314 by itself, b 0.442, c nothing; a with c has the rest."""
    return math.sin(a) + 7 * math.sin(b) ** 2 + 0.1 * c ** 4 * math.sin(a)


CASES = {
    "linear": (200, {"a": FloatDistribution(0, 1), "b": FloatDistribution(0, 1), "c": FloatDistribution(0, 1)}, lambda a, b, c: 3 * a + 2 * b + 0.5 * c),
    "ishigami": (400, {name: FloatDistribution(-math.pi, math.pi) for name in "abc"}, ishigami),
    "steps and choices": (
        200,
        {"n": IntDistribution(1, 4), "o": CategoricalDistribution(["adam", "sgd"]), "x": FloatDistribution(-2, 2), "y": FloatDistribution(0, 1)},
        lambda n, o, x, y: n + (2.5 if o == "sgd" else 0) + 0.5 * x * x + 0.05 * y,
    ),
}


def study_of(seed, count, distributions, function):
    study = optuna.create_study(sampler=optuna.samplers.RandomSampler(seed=seed))
    for _ in range(count):
        trial = study.ask(distributions)
        study.tell(trial, function(**trial.params))
    return study


def main():
    optuna.logging.set_verbosity(optuna.logging.ERROR)
    cases = []
    for seed, (name, (count, distributions, function)) in enumerate(CASES.items()):
        study = study_of(seed, count, distributions, function)
        forests = [optuna.importance.FanovaImportanceEvaluator(seed=forest).evaluate(study) for forest in range(FORESTS)]
        cases.append({
            "name": name,
            "distributions": {key: json.loads(optuna.distributions.distribution_to_json(value)) for key, value in distributions.items()},
            "trials": [{"params": trial.params, "value": trial.value} for trial in study.trials],
            "importance": {key: float(np.mean([forest[key] for forest in forests])) for key in distributions},
            "deviation": {key: float(np.std([forest[key] for forest in forests])) for key in distributions},
        })
    FILE.parent.mkdir(parents=True, exist_ok=True)
    FILE.write_text("[\n" + ",\n".join(json.dumps(case) for case in cases) + "\n]\n")
    for case in cases:
        print(case["name"], case["importance"], case["deviation"])


if __name__ == "__main__":
    main()
