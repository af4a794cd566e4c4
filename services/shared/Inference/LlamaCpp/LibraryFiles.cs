using System.Runtime.InteropServices;

namespace Orchestrator.Inference.LlamaCpp;

/// <summary>Finds the library's files under the names that builds give them, and asks for the version before anything else.</summary>
internal sealed class LibraryFiles
{
    private static readonly string[] _patterns =
        OperatingSystem.IsWindows() ? [$"{{0}}.v{LlamaLibrary.SupportedVersion}.dll", "{0}.dll", "lib{0}.dll"]
        : OperatingSystem.IsMacOS() ? [$"lib{{0}}.v{LlamaLibrary.SupportedVersion}.dylib", "lib{0}.dylib"]
        : [$"lib{{0}}.v{LlamaLibrary.SupportedVersion}.so", "lib{0}.so", "lib{0}.so.0"];

    private readonly nint _llama;
    private readonly nint _ggml;

    private LibraryFiles(string folder, nint ggml, nint llama)
    {
        Folder = folder;
        _ggml = ggml;
        _llama = llama;
    }

    public string Folder { get; }

    /// <exception cref="LlamaException">A file is missing or cannot be loaded.</exception>
    public static LibraryFiles Find(string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw Wrong($"The folder {folder} for llama.cpp's library does not exist.");
        }

        // Each needs the one before it; loaded first, it is found whatever the system's search path is.
        Open(folder, "ggml-base");
        return new LibraryFiles(folder, Open(folder, "ggml"), Open(folder, "llama"));
    }

    /// <returns>The version that the library says.</returns>
    /// <exception cref="LlamaException">It is another one, or says none.</exception>
    public unsafe string CheckVersion()
    {
        if (!NativeLibrary.TryGetExport(_llama, "llama_version", out var address))
        {
            throw Wrong(
                $"libllama in {Folder} does not say its version; only {LlamaLibrary.SupportedVersion} is supported."
            );
        }

        var version = Marshal.PtrToStringUTF8(((delegate* unmanaged[Cdecl]<nint>)address)()) ?? "";
        return IsSupported(version)
            ? version
            : throw Wrong(
                $"libllama in {Folder} has version '{version}'; only {LlamaLibrary.SupportedVersion} is supported."
            );
    }

    /// <summary>A release and its builds: <c>0.5.0</c>, <c>0.5.0-dev</c>; not <c>0.5.01</c>.</summary>
    public static bool IsSupported(string version) =>
        version.StartsWith(LlamaLibrary.SupportedVersion, StringComparison.Ordinal)
        && (
            version.Length == LlamaLibrary.SupportedVersion.Length
            || version[LlamaLibrary.SupportedVersion.Length] is '-' or '+'
        );

    /// <returns>0 for a name that is not ours: the runtime then looks for it itself.</returns>
    public nint Resolve(string name) =>
        name switch
        {
            Native.LlamaCalls.Llama => _llama,
            Native.LlamaCalls.Ggml => _ggml,
            _ => 0,
        };

    private static nint Open(string folder, string name)
    {
        var path =
            _patterns
                .Select(pattern => Path.Combine(folder, pattern.Replace("{0}", name, StringComparison.Ordinal)))
                .FirstOrDefault(File.Exists)
            ?? throw Wrong($"{folder} holds no library named {name} (looked for {Names(name)}).");
        try
        {
            return NativeLibrary.Load(path);
        }
        catch (Exception exception) when (exception is DllNotFoundException or BadImageFormatException)
        {
            throw Wrong($"{path} cannot be loaded: {exception.Message.ReplaceLineEndings(" ")}");
        }
    }

    private static string Names(string name) =>
        string.Join(", ", _patterns.Select(pattern => pattern.Replace("{0}", name, StringComparison.Ordinal)));

    private static LlamaException Wrong(string message) => new(LlamaFault.Library, message);
}
