using Digits.Data;
using FsCheck;
using FsCheck.Fluent;

namespace Digits.Tests.Data;

public sealed class SplitTests
{
    private static readonly Arbitrary<(byte[] Labels, double Fraction, ulong Seed)> _cases =
        (from count in Gen.Choose(2, 300)
         from kinds in Gen.Choose(1, 60)
         from labels in Gen.Choose(0, kinds - 1).ArrayOf(count)
         from percent in Gen.Choose(1, 99)
         from seed in Gen.Choose(0, int.MaxValue)
         select (labels.Select(l => (byte)l).ToArray(), percent / 100.0, (ulong)seed)).ToArbitrary();

    [Fact]
    public void A_stratified_split_holds_each_image_once_in_ascending_order()
    {
        Prop.ForAll(_cases, c =>
        {
            (int[] train, int[] validation) = Split.Stratified(c.Labels, c.Fraction, c.Seed);
            train.Concat(validation).Order().ShouldBe(Enumerable.Range(0, c.Labels.Length));
            train.ShouldBeInOrder();
            validation.ShouldBeInOrder();
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_stratified_split_gives_each_class_its_share_to_within_one()
    {
        Prop.ForAll(_cases, c =>
        {
            (int[] train, int[] validation) = Split.Stratified(c.Labels, c.Fraction, c.Seed);
            train.ShouldNotBeEmpty();
            validation.Length.ShouldBe(Math.Clamp((int)Math.Round(c.Labels.Length * c.Fraction), 1, c.Labels.Length - 1));
            for (int label = 0; label < 60; label++)
            {
                double share = c.Labels.Count(l => l == label) * c.Fraction;
                ((double)validation.Count(i => c.Labels[i] == label)).ShouldBe(share, tolerance: 1);
            }
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void The_same_seed_gives_the_same_split_and_another_another()
    {
        byte[] labels = Make.Set(200).Labels.ToArray();
        Split.Stratified(labels, 0.2, 7).Validation.ShouldBe(Split.Stratified(labels, 0.2, 7).Validation);
        Split.Stratified(labels, 0.2, 7).Validation.ShouldNotBe(Split.Stratified(labels, 0.2, 8).Validation);
    }

    [Fact]
    public void No_share_means_no_validation()
    {
        Split.Stratified([1, 2, 3], 0, 1).Validation.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-0.1)]
    [InlineData(double.NaN)]
    [InlineData(10)]
    public void A_share_that_is_none_is_refused(double fraction)
    {
        Bad.Says(() => Split.Stratified([1, 2, 3], fraction, 1), "validation split", $"{fraction}", "0.1");
    }

    [Fact]
    public void A_set_is_divided_into_two_sets()
    {
        DigitSet set = Strokes.Generate(train: 200, test: 1).Train!;
        (int[] trainIndices, int[] validationIndices) = Split.Stratified(set.Labels, 0.1, 3);
        (DigitSet train, DigitSet validation) = set.Split(0.1, seed: 3);
        Make.ShouldEqual(train, set.Subset(trainIndices));
        Make.ShouldEqual(validation, set.Subset(validationIndices));
        validation.Count.ShouldBe(20);
        set.Split(0).Train.Count.ShouldBe(200);
        Bad.Says(() => set.Split(1), "1", "0.1");
        Bad.Says(() => Make.Set(10, labelled: false).Split(0.1), "no labels");
    }

    [Fact]
    public void One_image_cannot_be_divided() => Bad.Says(() => Split.Stratified([1], 0.5, 1), "1 images cannot be divided");

    [Fact]
    public void Folds_hold_each_image_once_and_of_each_class_the_same_number_to_within_one()
    {
        Prop.ForAll(_cases, c =>
        {
            int folds = Math.Clamp((int)(c.Fraction * 10), 2, c.Labels.Length);
            int[][] parts = Split.KFold(c.Labels, folds, c.Seed);
            parts.Length.ShouldBe(folds);
            parts.SelectMany(part => part).Order().ShouldBe(Enumerable.Range(0, c.Labels.Length));
            parts.ShouldAllBe(part => part.SequenceEqual(part.Order()));
            (parts.Max(part => part.Length) - parts.Min(part => part.Length)).ShouldBeLessThanOrEqualTo(1);
            for (int label = 0; label < 60; label++)
            {
                int[] counts = [.. parts.Select(part => part.Count(i => c.Labels[i] == label))];
                (counts.Max() - counts.Min()).ShouldBeLessThanOrEqualTo(1);
            }
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void The_same_seed_gives_the_same_folds_and_another_others()
    {
        byte[] labels = Make.Set(200).Labels.ToArray();
        Split.KFold(labels, 5, 7).ShouldBe(Split.KFold(labels, 5, 7));
        Split.KFold(labels, 5, 7)[0].ShouldNotBe(Split.KFold(labels, 5, 8)[0]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(0)]
    [InlineData(11)]
    public void Folds_that_cannot_be_are_refused(int folds) => Bad.Says(() => Split.KFold(new byte[10], folds, 1), "10 images", $"{folds} folds");
}
