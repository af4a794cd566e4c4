using Orchestrator.EnsembleWorker.NativeReplicas;

namespace Orchestrator.EnsembleWorker.Tests.NativeReplicas;

public sealed class ChildEnvironmentTests
{
    [Fact]
    public void Secrets_of_the_worker_stay_with_the_worker()
    {
        var child = Of(
            new() { Name = "llama-1" },
            ("ServiceCredential", "secret"),
            ("ConnectionStrings__orchestrator", "Password=secret"),
            ("OPENAI_API_KEY", "secret"),
            ("DOTNET_STARTUP_HOOKS", "/elsewhere"),
            ("PATH", "/bin"),
            ("LD_LIBRARY_PATH", "/usr/local/cuda"),
            ("CUDA_VISIBLE_DEVICES", "0")
        );

        Assert.DoesNotContain("secret", string.Join(' ', child.Values), StringComparison.Ordinal);
        Assert.DoesNotContain("DOTNET_STARTUP_HOOKS", child.Keys);
        Assert.Equal("/bin", child["PATH"]);
        Assert.Equal("/usr/local/cuda", child["LD_LIBRARY_PATH"]);
        Assert.Equal("0", child["CUDA_VISIBLE_DEVICES"]);
    }

    [Fact]
    public void The_settings_of_the_replica_reach_the_process_by_their_names()
    {
        var entry = new LlamaCppReplicaOptions
        {
            Name = "llama-1",
            LibraryFolder = "/lib with blanks",
            ModelsFolder = "/models",
            GpuLayers = 12,
            Slots = 3,
            VisibleDevices = "1",
        };

        var child = Of(entry, ("CUDA_VISIBLE_DEVICES", "0"));

        Assert.Equal("/lib with blanks", child["LlamaCpp__LibraryFolder"]);
        Assert.Equal("/models", child["LlamaCpp__ModelsFolder"]);
        Assert.Equal("12", child["LlamaCpp__GpuLayers"]);
        Assert.Equal("3", child["LlamaCpp__Slots"]);
        Assert.Equal("23456", child["LlamaCpp__Port"]);
        Assert.Equal("1", child["CUDA_VISIBLE_DEVICES"]);
        Assert.Equal("1", child["HIP_VISIBLE_DEVICES"]);
    }

    private static Dictionary<string, string> Of(
        LlamaCppReplicaOptions entry,
        params (string Name, string Value)[] own
    ) => ChildEnvironment.Of(own.Select(pair => KeyValuePair.Create(pair.Name, pair.Value)), entry, port: 23_456);
}
