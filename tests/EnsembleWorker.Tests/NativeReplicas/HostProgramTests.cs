using Orchestrator.EnsembleWorker.NativeReplicas;

namespace Orchestrator.EnsembleWorker.Tests.NativeReplicas;

public sealed class HostProgramTests
{
    [Theory]
    [InlineData("/app/Orchestrator.LlamaCppHost.dll")]
    [InlineData("/app/LlamaCppHost/Orchestrator.LlamaCppHost.dll")]
    [InlineData("/LlamaCppHost/Orchestrator.LlamaCppHost.dll")]
    public void Without_a_path_it_is_looked_for_next_to_the_worker(string place) =>
        Assert.Equal(Path.GetFullPath(place), HostProgram.Find("", "/app/", path => path == Path.GetFullPath(place)));

    [Fact]
    public void A_checkout_that_was_built_has_it_in_its_own_folder() =>
        Assert.Equal(
            Path.GetFullPath("/a/bin/LlamaCppHost/release/Orchestrator.LlamaCppHost.dll"),
            HostProgram.Find("", "/a/bin/EnsembleWorker/release/", path => path.Contains("bin/LlamaCppHost/release"))
        );

    [Fact]
    public void A_configured_path_is_the_only_place()
    {
        Assert.Null(HostProgram.Find("/there/host", "/app", path => path != "/there/host"));
        Assert.Equal(Path.GetFullPath("/there/host"), HostProgram.Find("/there/host", "/app", _ => true));
    }

    [Fact]
    public void A_library_is_run_by_dotnet_and_a_program_by_itself()
    {
        Assert.Equal(["/x/host.dll"], HostProgram.Command("/x/host.dll").Arguments);
        Assert.Contains("dotnet", HostProgram.Command("/x/host.dll").File, StringComparison.Ordinal);
        Assert.Equal("/x/host", HostProgram.Command("/x/host").File);
        Assert.Empty(HostProgram.Command("/x/host").Arguments);
    }
}
