using System.Text.Json;
using Orchestrator.Router.Classification;
using Orchestrator.Testing;
using Xunit.Abstractions;

namespace Orchestrator.Router.Tests.Classification;

/// <summary>Runs over labelled prompts that are not part of the repository.</summary>
public sealed class ClassificationAccuracyTests(ITestOutputHelper output)
{
    // The rules were tuned while reading these prompts: the figure says that nothing broke, not how well unseen ones do.
    private const double Floor = 0.85;

    [ExternalDataFact("classify/dev.jsonl")]
    public void The_rules_agree_with_the_labels_of_the_evaluation_set()
    {
        var results = File.ReadLines(ExternalDataFactAttribute.PathOf("classify/dev.jsonl")).Select(Read).ToList();
        foreach (
            var group in results.GroupBy(result => $"{result.Language} {result.Label}").OrderBy(group => group.Key)
        )
        {
            output.WriteLine($"{group.Key, -32} {group.Count(result => result.IsRight)} of {group.Count()}");
        }

        var accuracy = Share(results);
        var withoutTools = Share([.. results.Where(result => !result.HasTools)]);
        output.WriteLine($"{accuracy:P1} of {results.Count}; without those that tools decide: {withoutTools:P1}");

        Assert.True(accuracy >= Floor, $"Accuracy {accuracy:P1} is below {Floor:P0}; without tools {withoutTools:P1}.");
    }

    private static double Share(List<Labelled> results) =>
        (double)results.Count(result => result.IsRight) / results.Count;

    private static Labelled Read(string line)
    {
        using var document = JsonDocument.Parse(line);
        var root = document.RootElement;
        var hasTools = root.TryGetProperty("has_tools", out var tools) && tools.ValueKind == JsonValueKind.True;
        var text = root.GetProperty("text").GetString() ?? "";
        var request = new ClassificationRequest([new ConversationTurn("user", text)], hasTools ? 1 : 0);
        var label = root.GetProperty("task").GetString() ?? "";
        // The rules alone: the shipped weights have learnt from these very prompts.
        var found = TaskNames.Of(RuleTier.Classify(request, TaskClassifier.Read(request, 4_000)).Task);
        return new Labelled(label, root.GetProperty("lang").GetString() ?? "", hasTools, label == found);
    }

    private sealed record Labelled(string Label, string Language, bool HasTools, bool IsRight);
}
