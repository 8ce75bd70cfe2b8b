#!/usr/bin/env python3
"""Prints the factors of PyTorch's learning-rate schedules that ScheduleTests.cs expects (torch 1.13)."""
import torch

RATE = 0.1


def factors(make, steps):
    optimizer = torch.optim.SGD([torch.nn.Parameter(torch.zeros(1))], lr=RATE)
    schedule = make(optimizer)
    result = []
    for _ in range(steps):
        result.append(optimizer.param_groups[0]["lr"] / RATE)
        optimizer.step()
        schedule.step()
    return result


S = torch.optim.lr_scheduler
print("one-cycle:", factors(lambda o: S.OneCycleLR(o, max_lr=RATE, total_steps=21, cycle_momentum=False), 20))
print("cosine:", factors(lambda o: S.CosineAnnealingLR(o, T_max=10), 10))
print("step:", factors(lambda o: S.StepLR(o, 3, 0.1), 9))
