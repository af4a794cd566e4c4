using System.Globalization;

namespace Orchestrator.EnsembleWorker.NativeReplicas;

/// <summary>
/// The environment of a child: its settings, and of the worker's own only what a runtime and GPU drivers need. The worker's
/// holds secrets and connection strings, and a process that runs foreign native code has no use for them. Pure.
/// </summary>
internal static class ChildEnvironment
{
    private static readonly string[] _names =
    [
        "PATH",
        "HOME",
        "USER",
        "LANG",
        "TMPDIR",
        "TMP",
        "TEMP",
        "SystemRoot",
        "TZ",
    ];

    private static readonly string[] _prefixes =
    [
        "LC_",
        "LD_LIBRARY_PATH",
        "DYLD_",
        "DOTNET_ROOT",
        "DOTNET_SYSTEM_GLOBALIZATION",
        "CUDA_",
        "NVIDIA_",
        "HIP_",
        "HSA_",
        "ROCR_",
        "GGML_",
        "VK_",
        "ONEAPI_",
        "SYCL_",
        "OMP_",
    ];

    /// <param name="own">The worker's.</param>
    /// <param name="entry">The replica.</param>
    /// <param name="port">Where it shall listen.</param>
    public static Dictionary<string, string> Of(
        IEnumerable<KeyValuePair<string, string>> own,
        LlamaCppReplicaOptions entry,
        int port
    )
    {
        var variables = own.Where(variable => IsNeeded(variable.Key))
            .ToDictionary(variable => variable.Key, variable => variable.Value, StringComparer.Ordinal);
        foreach (var (name, value) in Settings(entry, port))
        {
            variables[$"LlamaCpp__{name}"] = value;
        }

        if (entry.VisibleDevices.Length > 0)
        {
            variables["CUDA_VISIBLE_DEVICES"] = entry.VisibleDevices;
            variables["HIP_VISIBLE_DEVICES"] = entry.VisibleDevices;
        }

        // The worker writes its own log; a child's is told line by line on its standard output.
        variables["DOTNET_NOLOGO"] = "1";
        return variables;
    }

    private static IEnumerable<(string Name, string Value)> Settings(LlamaCppReplicaOptions entry, int port) =>
        [
            ("LibraryFolder", entry.LibraryFolder),
            ("ModelsFolder", entry.ModelsFolder),
            ("StateFolder", entry.StateFolder),
            ("Port", Text(port)),
            ("GpuLayers", Text(entry.GpuLayers)),
            ("Threads", Text(entry.Threads)),
            ("ContextTokens", Text(entry.ContextTokens)),
            ("MaxLoadedModels", Text(entry.MaxLoadedModels)),
            ("Slots", Text(entry.Slots)),
        ];

    private static bool IsNeeded(string name) =>
        _names.Contains(name, StringComparer.OrdinalIgnoreCase)
        || Array.Exists(_prefixes, prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
