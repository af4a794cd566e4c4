using System.Runtime.InteropServices;
using Orchestrator.Inference.LlamaCpp.Native;

namespace Orchestrator.Inference.LlamaCpp;

/// <summary>
/// llama.cpp's shared library, loaded once per process from a folder that the configuration names. The structures that
/// travel by value change between versions, so that every other version than <see cref="SupportedVersion"/> is refused.
/// </summary>
public sealed class LlamaLibrary
{
    public const string SupportedVersion = "0.5.0";

    private static readonly Lock _gate = new();
    private static LlamaLibrary? _loaded;

    private readonly LibraryFiles _files;

    private LlamaLibrary(LibraryFiles files, string version)
    {
        _files = files;
        Version = version;
    }

    /// <summary>As the library says it, for example <c>0.5.0-dev</c>.</summary>
    public string Version { get; }

    /// <summary>True when the library was built for some kind of GPU; whether one is there is another question.</summary>
    public bool SupportsGpu { get; } = LlamaCalls.SupportsGpu() != 0;

    /// <param name="folder">Holds libllama, libggml, libggml-base and the backends of the processor or GPU.</param>
    /// <returns>The same object for the same folder.</returns>
    /// <exception cref="LlamaException">There is no such library, it has another version, or another one is loaded already.</exception>
    public static LlamaLibrary Load(string folder)
    {
        lock (_gate)
        {
            var path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
            if (_loaded is null)
            {
                _loaded = LoadNew(path);
            }
            else if (_loaded._files.Folder != path)
            {
                throw Wrong($"llama.cpp from {_loaded._files.Folder} is loaded already; a process uses one.");
            }

            return _loaded;
        }
    }

    private static unsafe LlamaLibrary LoadNew(string folder)
    {
        var files = LibraryFiles.Find(folder);
        var version = files.CheckVersion();
        NativeLibrary.SetDllImportResolver(typeof(LlamaLibrary).Assembly, (name, _, _) => files.Resolve(name));
        var library = new LlamaLibrary(files, version);
        SystemHeap.GiveBackLargeBlocks();
        LlamaCalls.SetLog(LlamaLog.Callback, null);
        LlamaCalls.LoadBackends(folder);
        LlamaCalls.InitBackend();
        return LlamaCalls.DeviceCount() > 0
            ? library
            : throw Wrong($"{folder} holds no backend (libggml-cpu-*) that runs on this processor.");
    }

    private static LlamaException Wrong(string message) => new(LlamaFault.Library, message);
}
