using Orchestrator.SimulatedOllama.Wire;

namespace Orchestrator.SimulatedOllama.Registry;

internal static class RegistryErrors
{
    public static WireError InvalidName { get; } = WireError.Bad("invalid model name");

    /// <summary>The registry's answer about a name that it does not know, as Ollama passes it on.</summary>
    public static WireError Unknown { get; } = WireError.Failed("pull model manifest: file does not exist");

    public static WireError TooManyPulls { get; } =
        new(StatusCodes.Status503ServiceUnavailable, "simulated limit: too many pulls at once");

    public static WireError Full { get; } = WireError.Failed("simulated limit: no space left for another model");

    /// <summary>What a host without an account at the registry can say.</summary>
    public static WireError NotSignedIn { get; } = WireError.Failed("simulated host: not signed in, pushing is denied");
}
