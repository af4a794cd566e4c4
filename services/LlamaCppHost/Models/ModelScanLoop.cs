using System.Collections.Immutable;
using Microsoft.Extensions.Options;
using Orchestrator.Inference;
using Orchestrator.Inference.LlamaCpp;
using Orchestrator.Inference.LlamaCpp.Gguf;

namespace Orchestrator.LlamaCppHost.Models;

/// <summary>Looks into the folder of models. A file shows up once it is whole and its digest is known.</summary>
internal sealed partial class ModelScanLoop(
    IOptions<LlamaCppOptions> options,
    ModelCatalog catalog,
    DigestBook digests,
    TimeProvider clock,
    ILogger<ModelScanLoop> logger
) : BackgroundService
{
    // A projector for images goes along with a model and is none.
    private const string ProjectorArchitecture = "clip";

    private readonly GgufLimits _limits = new();
    private readonly Dictionary<ModelId, (ImmutableArray<FilePart> Parts, ModelFile? Model)> _seen = [];
    private bool _isFolderMissing;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.ScanInterval, clock);
        do
        {
            await ScanAsync(stoppingToken);
        } while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task ScanAsync(CancellationToken stoppingToken)
    {
        var models = ModelNaming.Group(Files());
        foreach (var gone in _seen.Keys.Except(models.Select(model => model.Id)).ToList())
        {
            _seen.Remove(gone);
        }

        foreach (var (id, parts) in models)
        {
            if (IsSettled(parts) && (!_seen.TryGetValue(id, out var seen) || !seen.Parts.SequenceEqual(parts)))
            {
                _seen[id] = (parts, await ReadAsync(id, parts, stoppingToken));
            }

            // After each: a small model does not wait for the digest of a large one.
            Publish();
        }

        Publish();
    }

    // A file that is being copied changes all the time; it is read once it has been left alone for a while.
    private bool IsSettled(ImmutableArray<FilePart> parts)
    {
        var age = clock.GetUtcNow() - parts.Max(part => part.ModifiedAt);
        return age < TimeSpan.Zero || age >= options.Value.ScanInterval;
    }

    private void Publish()
    {
        var models = _seen.Values.Select(seen => seen.Model).OfType<ModelFile>().OrderBy(model => model.Path).ToList();
        if (!models.SequenceEqual(catalog.Models))
        {
            catalog.Replace([.. models]);
            LogModels(models.Count);
        }
    }

    private List<FilePart> Files()
    {
        try
        {
            var files = new DirectoryInfo(options.Value.ModelsFolder)
                .EnumerateFiles("*.gguf")
                .Take(options.Value.MaxModels)
                .Select(file => new FilePart(file.FullName, file.Length, new DateTimeOffset(file.LastWriteTimeUtc)))
                .ToList();
            _isFolderMissing = false;
            return files;
        }
        // A folder that is not there yet (a mount) holds no models; one line tells, and the next look may find it.
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            if (!_isFolderMissing)
            {
                _isFolderMissing = true;
                LogFolder(options.Value.ModelsFolder, exception.Message);
            }

            return [];
        }
    }

    // Null until the file changes again: a broken or half-copied one is looked at once.
    private async Task<ModelFile?> ReadAsync(
        ModelId id,
        ImmutableArray<FilePart> parts,
        CancellationToken stoppingToken
    )
    {
        try
        {
            var headers = parts.Select(Header).ToList();
            if (headers[0].Architecture == ProjectorArchitecture)
            {
                return null;
            }

            var header = headers[0] with { ParameterCount = headers.Sum(part => part.ParameterCount) };
            return new ModelFile(id, parts, await digests.OfAsync(parts, stoppingToken), header);
        }
        catch (Exception exception) when (exception is LlamaException or IOException or UnauthorizedAccessException)
        {
            LogSkipped(id.ToString(), exception.Message);
            return null;
        }
    }

    private GgufHeader Header(FilePart part)
    {
        using var file = new FileStream(part.Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        return GgufReader.Read(file, _limits);
    }

    [LoggerMessage(3701, LogLevel.Information, "The folder of models holds {Count} models.")]
    private partial void LogModels(int count);

    [LoggerMessage(3702, LogLevel.Warning, "The folder of models {Folder} cannot be read: {Reason}")]
    private partial void LogFolder(string folder, string reason);

    [LoggerMessage(3703, LogLevel.Warning, "Model {Model} is left out until its file changes: {Reason}")]
    private partial void LogSkipped(string model, string reason);
}
