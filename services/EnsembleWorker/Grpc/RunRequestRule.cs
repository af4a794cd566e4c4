using System.Text.RegularExpressions;
using Google.Protobuf.Collections;
using Orchestrator.Contracts.Worker.V1;
using Orchestrator.Inference;

namespace Orchestrator.EnsembleWorker.Grpc;

/// <summary>What a StartRun request has to look like. Pure; null means that it is right.</summary>
internal static partial class RunRequestRule
{
    private const int LabelLengthMax = 64;

    public static RequestProblem? Check(
        StartRunRequest request,
        IReadOnlyCollection<string> strategies,
        EnsembleWorkerOptions options
    ) =>
        CheckId(request.RunId)
        ?? CheckStrategy(request.Strategy, strategies)
        ?? RequestRule.CheckMessages(request.Messages, options.Generation)
        ?? RequestRule.CheckSampling(request.Sampling, options.Generation)
        ?? CheckModels(request.Models, options.Runs.MaxModels)
        ?? CheckLabel(request.Task, "task")
        ?? CheckLabel(request.Language, "language")
        ?? CheckLabel(request.Tenant, "tenant")
        ?? CheckLabel(request.Workflow, "workflow")
        ?? RunTermsRule.Check(request, options.Runs.MaxModels)
        ?? (Enum.IsDefined(request.Priority) ? null : new RequestProblem("priority", "is none that is known"));

    private static RequestProblem? CheckId(string runId) =>
        RunId().IsMatch(runId)
            ? null
            : new RequestProblem("run_id", "must be 1 to 64 letters, digits, dots, dashes or underscores");

    private static RequestProblem? CheckStrategy(string strategy, IReadOnlyCollection<string> strategies) =>
        strategies.Contains(strategy, StringComparer.Ordinal)
            ? null
            : new RequestProblem("strategy", $"must be one of these: {string.Join(", ", strategies.Order())}");

    private static RequestProblem? CheckModels(RepeatedField<string> models, int most)
    {
        if (models.Count == 0)
        {
            return new RequestProblem("models", "must not be empty");
        }

        if (models.Count > most)
        {
            return new RequestProblem("models", $"has {models.Count} items, at most {most} are taken");
        }

        for (var i = 0; i < models.Count; i++)
        {
            if (!ModelId.TryParse(models[i], out _))
            {
                return new RequestProblem($"models[{i}]", "is not a model's name");
            }
        }

        return null;
    }

    public static RequestProblem? CheckLabel(string label, string field) =>
        label.Length > LabelLengthMax
            ? new RequestProblem(field, $"has {label.Length} characters, at most {LabelLengthMax} are taken")
            : null;

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}\z", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex RunId();
}
