using Digits.Reading;

namespace Digits.Server.Tests;

/// <summary>Requests that come together are run together, and each gets its own answer.</summary>
public sealed class BatcherTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(64)]
    public async Task Every_request_gets_the_answer_for_its_own_images(int mostAtOnce)
    {
        ServedModel model = ServedModel.Load(new ModelFile("default"));
        List<int> batches = [];
        await using MicroBatcher batcher = new(mostAtOnce, mostWaiting: 10_000, workers: 2)
        {
            OnBatch = count =>
            {
                lock (batches)
                    batches.Add(count);
            },
        };
        HeldImages[] held = [HeldImages.Occupy(batcher, model), HeldImages.Occupy(batcher, model)];
        (float[] Images, Task<float[]> Answer)[] requests = [.. Enumerable.Range(0, 200).Select(i =>
        {
            float[] images = [.. Enumerable.Range(i % 50, 1 + (i % 3)).SelectMany(DrawnDigits.Pixels).Select(pixel => pixel / 255f)];
            batcher.TryRun(model, images, images.Length / 784, out Task<float[]> answer).ShouldBeTrue();
            return (images, answer);
        }),];
        foreach (HeldImages one in held)
            one.LetGo();
        foreach ((float[] images, Task<float[]> answer) in requests)
        {
            float[] expected = new float[images.Length / 784 * 11];
            new Classifier(model.Classifier.Model, threads: 1).Probabilities(images, expected);
            (await answer).ShouldBe(expected);
        }

        while (batcher.Waiting > 0)
            await Task.Yield();
        batches.Max().ShouldBeLessThanOrEqualTo(Math.Max(3, mostAtOnce));
        if (mostAtOnce > 1)
            batches.Count.ShouldBeLessThan(requests.Length);
    }

    [Fact]
    public async Task Beyond_the_most_that_may_wait_there_is_no_room_and_afterwards_there_is()
    {
        ServedModel model = ServedModel.Load(new ModelFile("default"));
        await using MicroBatcher batcher = new(mostAtOnce: 8, mostWaiting: 64, workers: 1);
        float[] images = new float[784];
        List<Task<float[]>> taken = [];
        HeldImages held = HeldImages.Occupy(batcher, model);
        for (int i = 0; i < 5000; i++)
        {
            if (batcher.TryRun(model, images, 1, out Task<float[]> answer))
                taken.Add(answer);
        }

        taken.Count.ShouldBe(63);
        held.LetGo();
        await Task.WhenAll(taken);
        batcher.TryRun(model, images, 1, out Task<float[]> last).ShouldBeTrue();
        (await last).Length.ShouldBe(11);
        batcher.TryRun(model, new float[65 * 784], 65, out _).ShouldBeFalse();
    }

    [Fact]
    public async Task What_waits_when_it_ends_is_answered()
    {
        ServedModel model = ServedModel.Load(new ModelFile("default"));
        MicroBatcher batcher = new(mostAtOnce: 4, mostWaiting: 1000, workers: 1);
        List<Task<float[]>> answers = [];
        HeldImages held = HeldImages.Occupy(batcher, model);
        for (int i = 0; i < 100; i++)
        {
            batcher.TryRun(model, new float[784], 1, out Task<float[]> answer).ShouldBeTrue();
            answers.Add(answer);
        }

        ValueTask end = batcher.DisposeAsync();
        batcher.TryRun(model, new float[784], 1, out _).ShouldBeFalse();
        answers.ShouldAllBe(answer => !answer.IsCompleted);
        held.LetGo();
        await end;
        await Task.WhenAll(answers).WaitAsync(TimeSpan.FromSeconds(30));
        answers.ShouldAllBe(answer => answer.IsCompletedSuccessfully);
        batcher.TryRun(model, new float[784], 1, out _).ShouldBeFalse();
    }
}
