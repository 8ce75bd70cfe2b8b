"""What Optuna does with a study in a storage: python3 studies.py VERB URL STUDY [...]. The result is JSON on standard output."""
import json
import math
import sys

import optuna
import sqlalchemy


def plain(value):
    """JSON has no infinities and no NaN: they become words, as C# writes them."""
    if isinstance(value, float) and not math.isfinite(value):
        return "NaN" if math.isnan(value) else "Infinity" if value > 0 else "-Infinity"
    return value


def time(moment):
    return moment and moment.strftime("%Y-%m-%d %H:%M:%S.%f")


def describe(trial):
    return {
        "number": trial.number,
        "state": trial.state.name,
        "values": [plain(value) for value in trial.values or []],
        "params": trial.params,
        "distributions": {name: json.loads(optuna.distributions.distribution_to_json(it)) for name, it in trial.distributions.items()},
        "intermediate": {str(step): plain(value) for step, value in trial.intermediate_values.items()},
        "user": trial.user_attrs,
        "system": trial.system_attrs,
        "start": time(trial.datetime_start),
        "end": time(trial.datetime_complete),
    }


def dump(study):
    return {
        "trials": [describe(trial) for trial in study.trials],
        "best": [study.best_trial.number] if len(study.directions) == 1 else sorted(trial.number for trial in study.best_trials),
        "directions": [direction.name for direction in study.directions],
        "user": study.user_attrs,
    }


def importances(study):
    return optuna.importance.get_param_importances(study)


def enqueue(study, values):
    study.enqueue_trial(json.loads(values))


def create(url, name):
    """A study of Optuna's own: 12 trials that are over, and one that somebody asked for and never told of."""
    study = optuna.create_study(storage=url, study_name=name, direction="minimize", sampler=optuna.samplers.RandomSampler(seed=1))

    def objective(trial):
        kind = trial.suggest_categorical("kind", ["a", "b", None, True, 2.5])
        x = trial.suggest_float("x", 1e-5, 1, log=True)
        n = trial.suggest_int("n", 1, 9, step=2)
        if kind == "b":
            x += trial.suggest_float("extra", 0, 1, step=0.25)
        for step in range(3):
            trial.report(x + step, step)
        if trial.number % 5 == 4:
            raise optuna.TrialPruned()
        return x + n

    study.optimize(objective, n_trials=12)
    study.ask()
    return study


def main(verb, url, name, *rest):
    optuna.logging.set_verbosity(optuna.logging.ERROR)
    if verb == "tables":
        optuna.storages.RDBStorage(url)
        return None
    if verb == "create":
        return dump(create(url, name))
    if verb == "adopt":
        # Optuna before 3.2 has the same columns under the revision before.
        with sqlalchemy.create_engine(url).begin() as connection:
            connection.execute(sqlalchemy.text("UPDATE alembic_version SET version_num = 'v3.0.0.d'"))
        return None
    study = optuna.load_study(storage=url, study_name=name)
    return {"dump": dump, "importances": importances, "enqueue": enqueue}[verb](study, *rest)


if __name__ == "__main__":
    print(json.dumps(main(*sys.argv[1:])))
