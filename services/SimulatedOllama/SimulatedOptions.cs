using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using Orchestrator.Simulation.Models;

namespace Orchestrator.SimulatedOllama;

/// <summary>Which host is simulated, and its limits.</summary>
public sealed class SimulatedOptions
{
    public const string SectionName = "Simulated";

    /// <summary>Shown in the ready line and in <c>/_sim/state</c>.</summary>
    [Required, MaxLength(100)]
    public string Name { get; set; } = "sim-1";

    /// <summary>small, coder or large: models, memory and speed of a machine.</summary>
    [Required]
    public string Preset { get; set; } = ReplicaPreset.DefaultName;

    /// <summary>A fleet's file; <see cref="Host"/> of it is simulated, and preset, models, memory and Ollama settings are not looked at.</summary>
    [MaxLength(4096)]
    public string? FleetFile { get; set; }

    /// <summary>Which host of the fleet's file.</summary>
    [MaxLength(100)]
    public string? Host { get; set; }

    /// <summary>Names from the catalogue; empty takes the preset's.</summary>
    public string[] Models { get; set; } = [];

    /// <summary>GPU memory; null takes the preset's, 0 is a host without a GPU.</summary>
    [Range(0L, 1L << 50)]
    public long? VramBytes { get; set; }

    /// <summary>Seed of answers whose request names none.</summary>
    public long Seed { get; set; } = 1;

    /// <summary>Seed of the world: which model is good at what. Replicas of one fleet share it.</summary>
    public long WorldSeed { get; set; } = 1;

    /// <summary>How many times as fast as the preset's machine it loads and generates.</summary>
    [Range(0.001, 1_000_000)]
    public double SpeedFactor { get; set; } = 1;

    /// <summary>Requests that one loaded model runs at once.</summary>
    [Range(1, 256)]
    public int NumParallel { get; set; } = 1;

    /// <summary>Models that may be loaded at once.</summary>
    [Range(1, 64)]
    public int LoadedModelsMax { get; set; } = 3;

    /// <summary>Requests that may wait for a load; the next one gets 503.</summary>
    [Range(0, 100_000)]
    public int PendingMax { get; set; } = 512;

    /// <summary>How long an idle model stays loaded when no request says otherwise.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "365.00:00:00")]
    public TimeSpan KeepAlive { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Most tokens of one answer, thinking included.</summary>
    [Range(1, 100_000)]
    public int AnswerTokensMax { get; set; } = 2048;

    /// <summary>Largest request body; images travel inside it. The next byte gets 413.</summary>
    [Range(1024, 1L << 30)]
    public long BodyBytesMax { get; set; } = 64L << 20;

    /// <summary>Messages of one conversation; one more gets 400.</summary>
    [Range(1, 1_000_000)]
    public int MessagesMax { get; set; } = 10_000;

    /// <summary>Tools of one request; one more gets 400.</summary>
    [Range(1, 10_000)]
    public int ToolsMax { get; set; } = 512;

    /// <summary>Pictures of one request; one more gets 400.</summary>
    [Range(1, 10_000)]
    public int ImagesMax { get; set; } = 64;

    /// <summary>Models on the disk; a pull, copy or create of one more fails.</summary>
    [Range(1, 10_000)]
    public int ModelsMax { get; set; } = 256;

    /// <summary>Downloads at once, each shared by all who ask for the model; one more gets 503.</summary>
    [Range(1, 100)]
    public int PullsMax { get; set; } = 8;

    /// <summary>Bytes that a pull loads in a second, before the speed factor.</summary>
    [Range(1_000, 1_000_000_000_000)]
    public double DownloadBytesPerSecond { get; set; } = 50e6;

    /// <summary>Bytes of all uploaded blobs together, which are counted and not kept; beyond it an upload gets 507.</summary>
    [Range(0L, 1L << 50)]
    public long BlobBytesMax { get; set; } = 64L << 30;

    /// <summary>Uploaded blobs; one more gets 507.</summary>
    [Range(0, 100_000)]
    public int BlobsMax { get; set; } = 1000;

    /// <summary>Opens <c>/_sim</c>, which makes the host fail on demand. Never on by default.</summary>
    public bool AllowFaults { get; set; }

    /// <summary>Faults that may be set at once; the next one gets 400.</summary>
    [Range(1, 1000)]
    public int FaultsMax { get; set; } = 64;

    /// <summary>How long a stop waits for open connections before it cuts them.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan StopTimeout { get; set; } = TimeSpan.FromMilliseconds(500);
}

[OptionsValidator]
internal sealed partial class SimulatedOptionsRanges : IValidateOptions<SimulatedOptions>;

/// <summary>Says which names there are, rather than only that one is wrong.</summary>
internal sealed class SimulatedOptionsNames : IValidateOptions<SimulatedOptions>
{
    public ValidateOptionsResult Validate(string? name, SimulatedOptions options)
    {
        var presets = string.Join(", ", ReplicaPreset.All.Select(preset => preset.Name));
        var models = string.Join(", ", ModelCatalogue.Names);
        string[] errors =
        [
            .. FleetErrors(options),
            .. ReplicaPreset.Find(options.Preset) is null
                ? [$"Simulated:Preset '{options.Preset}' is not one of {presets}."]
                : Array.Empty<string>(),
            .. options
                .Models.Where(model => ModelCatalogue.Find(model) is null)
                .Select(model => $"Simulated:Models '{model}' is not one of {models}."),
        ];
        return errors.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    private static ImmutableArray<string> FleetErrors(SimulatedOptions options) =>
        options.FleetFile is { } file ? FleetHosts.Read(file, options.Host).Errors
        : options.Host is null ? []
        : ["Simulated:Host goes only with Simulated:FleetFile."];
}
