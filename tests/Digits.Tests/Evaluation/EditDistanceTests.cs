using Digits.Evaluation;

namespace Digits.Tests.Evaluation;

public sealed class EditDistanceTests
{
    [Theory]
    [InlineData("", "", 0)]
    [InlineData("", "12", 2)]
    [InlineData("123", "123", 0)]
    [InlineData("123", "13", 1)]
    [InlineData("13", "123", 1)]
    [InlineData("143", "123", 1)]
    [InlineData("kitten", "sitting", 3)]
    [InlineData("9876", "12", 4)]
    public void The_least_number_of_changes(string a, string b, int distance) => EditDistance.Between<char>(a, b).ShouldBe(distance);
}
