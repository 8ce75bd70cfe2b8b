namespace Digits.Engine.Tests;

public sealed class WorkerPoolTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    public void Every_item_runs_once_in_many_tiny_runs_of_changing_size(int threads)
    {
        WorkerPool pool = WorkerPool.Of(threads);
        Counter counter = new(threads);
        for (int run = 0; run < 1_000_000; run++)
        {
            int count = (run % 4) switch { 0 => 2, 1 => 9, 2 => 1, _ => 3 };
            counter.Times.AsSpan().Clear();
            pool.Run(counter, count);
            for (int i = 0; i < counter.Times.Length; i++)
            {
                if (counter.Times[i] != (i < count ? 1 : 0))
                    throw new ShouldAssertException($"In run {run} of {count} items, item {i} ran {counter.Times[i]} times.");
            }
        }

        counter.WrongWorkers.ShouldBe(0);
    }

    [Fact]
    public void No_items_is_no_work() => WorkerPool.Of(2).Run(new Failing(_ => true), 0);

    [Theory]
    [InlineData(1, 4)]
    [InlineData(2, 1)]
    [InlineData(2, 40)]
    [InlineData(3, 3)]
    public void A_failure_arrives_as_it_was_thrown_and_the_pool_survives(int threads, int count)
    {
        WorkerPool pool = WorkerPool.Of(threads);
        for (int run = 0; run < 200; run++)
        {
            int bad = run % count;
            Should.Throw<FormatException>(() => pool.Run(new Failing(item => item == bad), count)).Message.ShouldBe($"item {bad}");
            Counter counter = new(threads);
            pool.Run(counter, 9);
            counter.Times.ShouldBe(Enumerable.Repeat(1, 9));
        }
    }

    [Fact]
    public void Work_may_use_another_pool()
    {
        Nested nested = new(WorkerPool.Of(2));
        for (int run = 0; run < 500; run++)
            WorkerPool.Of(3).Run(nested, 4);

        nested.Total.ShouldBe(500 * 4 * 9);
    }

    [Fact]
    public void Several_threads_may_share_a_pool()
    {
        WorkerPool pool = WorkerPool.Of(2);
        int total = 0;
        Thread[] callers = [.. Enumerable.Range(0, 4).Select(_ => new Thread(() =>
        {
            Counter counter = new(2);
            for (int run = 0; run < 2_000; run++)
                pool.Run(counter, 9);

            Interlocked.Add(ref total, counter.Times.Sum());
        }))];
        foreach (Thread caller in callers)
            caller.Start();
        foreach (Thread caller in callers)
            caller.Join();

        total.ShouldBe(4 * 2_000 * 9);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Work_of_several_threads_goes_side_by_side(int threads)
    {
        using Barrier meeting = new(2);
        Meeting[] work = [new(meeting), new(meeting)];
        Thread[] callers = [.. work.Select(one => new Thread(() => WorkerPool.Of(threads).Run(one, 3)))];
        foreach (Thread caller in callers)
            caller.Start();
        foreach (Thread caller in callers)
            caller.Join();

        work.ShouldAllBe(one => one.Met);
    }

    private sealed class Meeting(Barrier barrier) : IWork
    {
        public bool Met { get; private set; }

        public void Execute(int item, int worker)
        {
            if (item == 0)
                Met = barrier.SignalAndWait(TimeSpan.FromMinutes(1));
        }
    }

    private sealed class Counter(int threads) : IWork
    {
        private int _wrongWorkers;

        public int[] Times { get; } = new int[9];

        public int WrongWorkers => _wrongWorkers;

        public void Execute(int item, int worker)
        {
            Interlocked.Increment(ref Times[item]);
            if (worker < 0 || worker >= threads)
                Interlocked.Increment(ref _wrongWorkers);
        }
    }

    private sealed class Failing(Func<int, bool> fails) : IWork
    {
        public void Execute(int item, int worker)
        {
            if (fails(item))
                throw new FormatException($"item {item}");
        }
    }

    private sealed class Nested(WorkerPool other) : IWork
    {
        private int _total;

        public int Total => _total;

        public void Execute(int item, int worker)
        {
            Counter counter = new(2);
            other.Run(counter, 9);
            Interlocked.Add(ref _total, counter.Times.Sum());
        }
    }
}
