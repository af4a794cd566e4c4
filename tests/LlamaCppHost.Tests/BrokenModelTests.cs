using Orchestrator.Inference;

namespace Orchestrator.LlamaCppHost.Tests;

public sealed class BrokenModelTests
{
    [LlamaFact]
    public async Task Broken_files_are_left_out_or_refused_and_the_others_go_on()
    {
        await using var host = await HostProcess.StartAsync();
        var whole = await File.ReadAllBytesAsync(Path.Combine(host.ModelsFolder, "tiny.gguf"));
        // Its beginning is in order, so that it is listed; its weights are not all there.
        await File.WriteAllBytesAsync(Path.Combine(host.ModelsFolder, "cut.gguf"), whole[..^100_000]);
        await File.WriteAllBytesAsync(Path.Combine(host.ModelsFolder, "noise.gguf"), new byte[10_000]);
        await File.WriteAllTextAsync(Path.Combine(host.ModelsFolder, "not a name!.gguf"), "x");
        await Wait.UntilAsync(
            () => host.Output.Contains("Model noise:latest is left out"),
            "the broken file is noticed"
        );
        await Wait.UntilAsync(async () => (await NamesAsync(host)).Count == 2, "the cut file is listed");

        var failure = await Assert.ThrowsAsync<InferenceException>(() =>
            host.Client.LoadAsync(ModelId.Parse("cut"), null, null, CancellationToken.None)
        );
        await host.Client.LoadAsync(ModelId.Parse("tiny"), null, null, CancellationToken.None);

        Assert.Equal(["cut:latest", "tiny:latest"], await NamesAsync(host));
        Assert.Equal(500, failure.Error.HttpStatus);
        Assert.Contains("cannot load cut.gguf", failure.Error.Message, StringComparison.Ordinal);
        Assert.False(host.HasExited);
    }

    [LlamaFact]
    public async Task A_model_that_is_replaced_has_another_digest_and_is_loaded_again()
    {
        await using var host = await HostProcess.StartAsync();
        var path = Path.Combine(host.ModelsFolder, "tiny.gguf");
        var tiny = ModelId.Parse("tiny");
        await host.Client.LoadAsync(tiny, KeepAlive.Forever, null, CancellationToken.None);
        var before = await host.Client.ListLoadedAsync(CancellationToken.None);

        TinyModel.Write(path + ".new", seed: 2);
        File.Move(path + ".new", path, overwrite: true);
        await Wait.UntilAsync(
            async () =>
                (await host.Client.ListInstalledAsync(CancellationToken.None)) is [var now]
                && now.Digest != before[0].Digest,
            "the new file is noticed"
        );
        await host.Client.LoadAsync(tiny, KeepAlive.Forever, null, CancellationToken.None);

        var after = Assert.Single(await host.Client.ListLoadedAsync(CancellationToken.None));
        Assert.NotEqual(before[0].Digest, after.Digest);
    }

    [LlamaTheory]
    [InlineData("LibraryFolder", "/nowhere", "does not exist")]
    [InlineData("LibraryFolder", "/tmp", "holds no library")]
    [InlineData("ModelsFolder", "", "ModelsFolder")]
    [InlineData("Slots", "0", "Slots")]
    [InlineData("Slotss", "1", "Slotss")]
    public async Task A_wrong_setting_ends_the_host_with_one_sentence(string name, string value, string words)
    {
        await using var host = HostProcess.Begin((name, value));

        await host.WaitForExitAsync();
        await Wait.UntilAsync(() => host.Output.Contains(words, StringComparison.Ordinal), $"the output says: {words}");

        Assert.Equal(ExitCodes.WrongSetting, host.ExitCode);
        Assert.DoesNotContain("   at ", host.Output, StringComparison.Ordinal);
    }

    private static async Task<List<string>> NamesAsync(HostProcess host) =>
        [.. (await host.Client.ListInstalledAsync(CancellationToken.None)).Select(model => model.Id.ToString())];
}
