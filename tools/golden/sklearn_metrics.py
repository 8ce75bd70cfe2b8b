#!/usr/bin/env python3
"""Writes the figures that the evaluation tests expect: scikit-learn's, on small seeded cases.

    python3 tools/golden/sklearn_metrics.py

Needs numpy, scipy and scikit-learn; the files in the repository come from scikit-learn 1.2.1. It writes
tests/Digits.Tests/Golden/Sklearn/NAME.json and Mcnemar/mcnemar.json. A case without `logits` has 4 for the predicted class and 0 for the others.
"""

import json
import pathlib
import warnings

import numpy as np
from scipy import stats
from sklearn import metrics

FOLDER = pathlib.Path(__file__).parents[2] / "tests/Digits.Tests/Golden/Sklearn"
BINS = 15


def softmax(logits):
    shifted = np.exp(logits - logits.max(axis=1, keepdims=True))
    return shifted / shifted.sum(axis=1, keepdims=True)


def calibration_error(truth, predicted, confidence):
    """Expected calibration error with bins (lower, upper], as Guo et al. 2017; scikit-learn has none."""
    edges = np.linspace(0, 1, BINS + 1)
    error = 0.0
    for lower, upper in zip(edges, edges[1:]):
        inside = (confidence > lower) & (confidence <= upper)
        if inside.any():
            gap = np.mean(truth[inside] == predicted[inside]) - np.mean(confidence[inside])
            error += abs(gap) * inside.mean()
    return error


def one_against_rest(truth, logits):
    """ROC AUC and average precision of each class, None where they are not defined. Images are ranked by the logarithm of the probability in single precision, which has the
    order of the probability itself but no ties near 1 and none broken by the last bit."""
    ranks = (logits - logits.max(axis=1, keepdims=True) - np.log(np.exp(logits - logits.max(axis=1, keepdims=True)).sum(axis=1, keepdims=True))).astype(np.float32)
    areas, precisions = [], []
    for c in range(logits.shape[1]):
        positive = truth == c
        areas.append(metrics.roc_auc_score(positive, ranks[:, c]) if 0 < positive.sum() < len(truth) else None)
        precisions.append(metrics.average_precision_score(positive, ranks[:, c]) if positive.any() else None)
    return areas, precisions


def mean(values):
    defined = [value for value in values if value is not None]
    return float(np.mean(defined)) if defined else None


def averages(truth, predicted, kind):
    return dict(zip(("precision", "recall", "f1"), metrics.precision_recall_fscore_support(
        truth, predicted, average=kind, zero_division=0)[:3]))


def write(name, labels, truth, predicted=None, logits=None):
    classes = len(labels)
    truth = np.asarray(truth)
    stored = logits
    if logits is None:
        logits = 4.0 * np.eye(classes)[np.asarray(predicted)]
    logits = np.asarray(logits, dtype=np.float32).astype(np.float64)
    predicted = logits.argmax(axis=1)
    probabilities = softmax(logits)
    every = range(classes)
    precision, recall, f1, support = metrics.precision_recall_fscore_support(
        truth, predicted, labels=every, zero_division=0)
    accuracy = metrics.accuracy_score(truth, predicted)
    areas, precisions = one_against_rest(truth, logits)
    with np.errstate(invalid="ignore"):
        kappa = metrics.cohen_kappa_score(truth, predicted)
    seen = sorted(set(truth) | set(predicted))
    golden = {
        "labels": labels,
        "truth": truth.tolist(),
        "predicted": predicted.tolist(),
        "logits": None if stored is None else [float(x) for x in np.ravel(stored)],
        "accuracy": accuracy,
        "accuracy_standard_error": np.sqrt(accuracy * (1 - accuracy) / len(truth)),
        "nll": metrics.log_loss(truth, probabilities, labels=every),
        "ece": calibration_error(truth, predicted, probabilities.max(axis=1)),
        "kappa": None if np.isnan(kappa) else kappa,
        "roc_auc": mean(areas),
        "average_precision": mean(precisions),
        "class_roc_auc": areas,
        "class_average_precision": precisions,
        "r2": metrics.r2_score(truth, predicted) if len(truth) > 1 else None,
        "macro": averages(truth, predicted, "macro"),
        "weighted": averages(truth, predicted, "weighted"),
        "precision": precision.tolist(),
        "recall": recall.tolist(),
        "f1": f1.tolist(),
        "support": support.tolist(),
        "confusion": metrics.confusion_matrix(truth, predicted, labels=every).tolist(),
        "reports": {
            digits: metrics.classification_report(
                truth, predicted, target_names=[labels[c] for c in seen], digits=digits, zero_division=0)
            for digits in (2, 4, 13)
        },
    }
    lines = ",\n".join(f'  "{key}": {json.dumps(value)}' for key, value in golden.items())
    (FOLDER / f"{name}.json").write_text("{\n" + lines + "\n}\n")


def guesses(random, truth, classes, right):
    """Predictions that are right with the probability `right`, else any class."""
    return np.where(random.random(len(truth)) < right, truth, random.integers(0, classes, len(truth)))


def main():
    warnings.simplefilter("error")
    FOLDER.mkdir(parents=True, exist_ok=True)
    random = np.random.default_rng(20)
    digits = [str(d) for d in range(10)]

    truth = random.integers(0, 10, 400)
    logits = random.normal(0, 1.6, (400, 10)) + 6 * np.eye(10)[guesses(random, truth, 10, 0.9)]
    write("ten-classes", digits, truth, logits=np.round(logits, 2))

    truth = random.integers(0, 2, 120)
    logits = random.normal(0, 1, (120, 2)) + 2 * np.eye(2)[truth]
    write("two-classes", ["not a digit", "digit"], truth, logits=np.round(logits, 2))

    names = [f"handwritten character no. {c}" if c % 5 == 0 else f"c{c}" for c in range(47)]
    truth = random.integers(0, 47, 900)
    write("forty-seven-classes", names, truth, guesses(random, truth, 47, 0.8))

    truth = np.arange(60) % 10
    write("perfect", digits, truth, truth)
    write("constant-prediction", digits, random.integers(0, 10, 80), np.full(80, 3))

    # 7 is predicted and never there, 4 is there and never predicted, 9 neither.
    truth = random.choice([0, 1, 2, 3, 4, 5, 6, 8], 150)
    predicted = guesses(random, truth, 9, 0.7)
    write("class-without-support", digits, truth, np.where(predicted == 4, 7, predicted))

    write("constant-truth", digits, np.full(20, 5), np.array([5] * 17 + [3, 6, 9]))
    write("constant-truth-perfect", digits, np.full(20, 5), np.full(20, 5))
    write("one-image", digits, [4], [4])
    # Eighths are halfway between two decimals with two places: the even one is printed.
    write("halfway-shares", digits[:2], [0] * 8 + [1] * 8, [0] * 5 + [1] * 3 + [0] * 3 + [1] * 5)
    write_mcnemar()


def write_mcnemar():
    """Pairs of counts with the p-values of McNemar's test, by scipy's distributions: exact below 25 disagreements, else chi-square with continuity correction."""
    pairs = [(0, 0), (1, 0), (3, 9), (12, 12), (5, 19), (0, 24), (5, 20), (13, 12), (30, 30), (30, 31), (40, 15), (120, 80), (400, 150), (3000, 2000)]
    cases = []
    for b, c in pairs:
        if b + c < 25:
            p = min(1.0, 2 * stats.binom.cdf(min(b, c), b + c, 0.5))
        else:
            p = stats.chi2.sf(max(0, abs(b - c) - 1) ** 2 / (b + c), 1)
        cases.append({"only_first": b, "only_second": c, "p_value": p})
    FOLDER.with_name("Mcnemar").mkdir(exist_ok=True)
    (FOLDER.with_name("Mcnemar") / "mcnemar.json").write_text("[\n" + ",\n".join(f"  {json.dumps(case)}" for case in cases) + "\n]\n")


if __name__ == "__main__":
    main()
