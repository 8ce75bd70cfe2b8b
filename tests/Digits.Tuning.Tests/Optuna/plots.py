"""Draws Optuna's plots of a study: python3 plots.py URL STUDY FOLDER."""
import os
import sys
import warnings

import matplotlib

matplotlib.use("Agg")

import matplotlib.pyplot as pyplot
import optuna
from optuna.visualization import matplotlib as plots

warnings.simplefilter("ignore", optuna.exceptions.ExperimentalWarning)
optuna.logging.set_verbosity(optuna.logging.ERROR)
study = optuna.load_study(storage=sys.argv[1], study_name=sys.argv[2])
for name in ("optimization_history", "parallel_coordinate", "slice", "param_importances", "intermediate_values", "edf"):
    getattr(plots, f"plot_{name}")(study)
    pyplot.savefig(os.path.join(sys.argv[3], f"{name}.png"))
    pyplot.close("all")
