using Digits.EndToEnd.Tests.Support;
using Digits.Engine;
using Digits.Reading;
using Microsoft.Playwright;

namespace Digits.EndToEnd.Tests.Serve;

/// <summary>The page of servers that want a key or have several models.</summary>
public sealed class PageServerTests(Browser browser) : IClassFixture<Browser>, IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [SkippableFact]
    public async Task A_server_that_wants_a_key_is_asked_with_one()
    {
        File.WriteAllText(_folder["key.txt"], "open sesame");
        using ServerProcess server = ServerProcess.With("--api-key-file", _folder["key.txt"]);
        await using DrawingPage page = await DrawingPage.Open(browser, server);
        ILocator key = page.Page.GetByLabel("This server wants a key"), use = page.Page.GetByRole(AriaRole.Button, new() { Name = "Use this key" });
        await key.WaitForAsync();
        page.Complaints.ShouldAllBe(complaint => complaint.Contains("401"));
        page.Complaints.Clear();
        await page.Check("key");
        await key.FillAsync("sesame");
        await use.ClickAsync();
        await page.Page.GetByText("This key is wrong.").WaitForAsync();
        page.Complaints.Clear();
        await page.Check("key-wrong");
        await key.FillAsync("open sesame");
        await key.PressAsync("Enter");
        await page.Page.Locator("#model", new() { HasText = "version" }).WaitForAsync();
        (await key.IsVisibleAsync()).ShouldBeFalse();
        await page.Draw(HandStrokes.Of(4, 0));
        (await page.Answer()).ShouldBe("4");

        await page.Page.ReloadAsync();
        await page.Page.Locator("#model", new() { HasText = "version" }).WaitForAsync();
        page.Complaints.ShouldBeEmpty();
    }

    [SkippableFact]
    public async Task Of_several_models_the_chosen_one_answers()
    {
        BundledModel.Load().Save(_folder["digits.onnx"]);
        Network network = Network.Sequential(new Shape(1, 20, 20), new Flatten(), new Dense(3));
        network.Initialize(1);
        new OnnxModel(network, new Dictionary<string, string> { [OnnxMetadata.Labels] = "cat,dog,hen" }).Save(_folder["pets.onnx"]);
        using ServerProcess server = ServerProcess.With("--model", $"digits={_folder["digits.onnx"]}", "--model", $"pets={_folder["pets.onnx"]}");
        await using DrawingPage page = await DrawingPage.Open(browser, server);
        await page.Draw(HandStrokes.Of(3, 0));
        (await page.Answer()).ShouldBe("3");

        await page.Page.GetByLabel("Model", new() { Exact = true }).SelectOptionAsync("pets");
        await page.Page.Locator("#bars li").Nth(3).WaitForAsync(new() { State = WaitForSelectorState.Detached });
        (await page.Answer()).ShouldBeOneOf("cat", "dog", "hen");
        (await page.Page.Locator("#frame").GetAttributeAsync("width")).ShouldBe("20");
        (await page.Page.Locator("input[value=number]").IsDisabledAsync()).ShouldBeTrue();
        await page.Check("models");
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "The number 90214" }).ClickAsync();
        await page.Page.GetByText("its classes are not the ten digits").WaitForAsync();
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "About this model" }).ClickAsync();
        (await page.Page.GetByRole(AriaRole.Dialog).InnerTextAsync()).ShouldContain("cat, dog, hen");
        page.Complaints.ShouldBeEmpty();
    }
}
