using System.Runtime.InteropServices;

namespace Orchestrator.Testing.LlamaCpp;

/// <summary>Where the tests take llama.cpp's library from: an npm package that carries it prebuilt.</summary>
public static class LlamaNative
{
    /// <summary>Names another folder, for platforms that the package is not made for.</summary>
    private const string Variable = "ORCHESTRATOR_LLAMA_LIBRARY";

    private static readonly string _package = Repository.PathOf("tests", "Testing", "LlamaCpp", "native");

    public static string Folder { get; } =
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named
            ? named
            : Path.Combine(_package, "node_modules", "@node-llama-cpp", "linux-x64", "bins", "linux-x64");

    /// <summary>Why these tests cannot run here; null when they can.</summary>
    public static string? WhyMissing() =>
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } ? null
        : !OperatingSystem.IsLinux() || RuntimeInformation.OSArchitecture != Architecture.X64
            ? $"llama.cpp's library for tests is there for Linux on x64 only; {Variable} may name a folder with another one."
        : Directory.Exists(Folder) ? null
        : "llama.cpp's library is not installed (npm ci --ignore-scripts --omit=optional in tests/Testing/LlamaCpp/native).";
}
