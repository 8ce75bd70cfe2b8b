using Digits.Engine.Plans;

namespace Digits.Engine.Tests.Networks;

public sealed class PlanFormTests
{
    [Fact]
    public void A_form_is_made_when_it_is_first_needed_and_prepared_once_for_each_version()
    {
        List<string> log = [];
        PlanForm<object> form = new(
            () =>
            {
                log.Add("made");
                return new object();
            },
            _ => log.Add("prepared"));
        log.ShouldBeEmpty();

        object first = form.At(3);
        form.At(3).ShouldBeSameAs(first);
        log.ShouldBe(["made", "prepared"]);

        form.At(4).ShouldBeSameAs(first);
        log.ShouldBe(["made", "prepared", "prepared"]);
    }

    [Fact]
    public void Callers_that_need_it_at_once_share_one_form()
    {
        int made = 0, prepared = 0;
        PlanForm<object> form = new(
            () =>
            {
                Interlocked.Increment(ref made);
                return new object();
            },
            _ => Interlocked.Increment(ref prepared));
        using Barrier barrier = new(8);
        object[] forms = new object[8];
        Thread[] threads = [.. Enumerable.Range(0, forms.Length).Select(i => new Thread(() =>
        {
            barrier.SignalAndWait();
            forms[i] = form.At(1);
        })),];
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());

        (made, prepared).ShouldBe((1, 1));
        forms.Distinct().ShouldHaveSingleItem();
    }
}
