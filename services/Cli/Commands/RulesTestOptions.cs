using System.CommandLine;
using Orchestrator.Cli.Rules;
using Orchestrator.Router.Decisions;
using Orchestrator.Router.Rules;

namespace Orchestrator.Cli.Commands;

/// <summary>The options of <c>rules test</c>.</summary>
internal sealed class RulesTestOptions
{
    public Option<string> Rules { get; } = new("--rules") { Description = "The file of the rules.", Required = true };

    public Option<bool> Json { get; } = new("--json") { Description = "The results as JSON on standard output." };

    private Option<string> In { get; } =
        new("--in")
        {
            Description = "Requests, one JSON object a line: prompt or messages, model, headers, …, expect.",
        };

    private Option<string> Prompt { get; } =
        new("--prompt") { Description = "One request with this text, instead of --in." };

    private Option<string> Model { get; } =
        new("--model") { Description = "The model that --prompt asks for.", DefaultValueFactory = _ => "auto" };

    private Option<string[]> Header { get; } =
        new("--header") { Description = "A header of --prompt, name=value; may be repeated." };

    private Option<string> Key { get; } = new("--key") { Description = "The tenant of --prompt." };

    private Option<string> Role { get; } = new("--role") { Description = "The role of --prompt in a strategy." };

    private Option<string> Priority { get; } =
        new("--priority") { Description = "The priority of --prompt: interactive, normal or batch." };

    private Option<bool> Tools { get; } = new("--tools") { Description = "--prompt comes with a tool." };

    private Option<bool> Images { get; } = new("--images") { Description = "--prompt comes with an image." };

    private Option<bool> WantsJson { get; } = new("--wants-json") { Description = "--prompt asks for JSON." };

    public IEnumerable<Option> All =>
        [Rules, In, Prompt, Model, Header, Key, Role, Priority, Tools, Images, WantsJson, Json];

    /// <returns>The requests, and what is wrong with the arguments.</returns>
    public (IReadOnlyList<RuleTrial> Trials, IReadOnlyList<string> Problems) Trials(ParseResult parsed)
    {
        var file = parsed.GetValue(In);
        var prompt = parsed.GetValue(Prompt);
        return (file, prompt) switch
        {
            (not null, null) => TrialFile.Read(file),
            (null, not null) => Single(parsed, prompt),
            _ => ([], ["One of --in and --prompt is needed."]),
        };
    }

    private (IReadOnlyList<RuleTrial> Trials, IReadOnlyList<string> Problems) Single(ParseResult parsed, string prompt)
    {
        var problems = new List<string>();
        var headers = Headers(parsed, problems);
        var priority = parsed.GetValue(Priority) ?? RuleValues.PriorityNames[0];
        var place = RuleValues.PriorityNames.ToList().IndexOf(priority);
        if (place < 0)
        {
            problems.Add($"--priority is one of {string.Join(", ", RuleValues.PriorityNames)}.");
        }

        var trial = new RuleTrial("--prompt", [new("user", prompt)])
        {
            Model = parsed.GetValue(Model) ?? "auto",
            Headers = headers,
            Key = parsed.GetValue(Key) ?? "",
            Role = parsed.GetValue(Role) ?? "",
            Priority = (RequestPriority)Math.Max(place, 0),
            ToolCount = parsed.GetValue(Tools) ? 1 : 0,
            ImageCount = parsed.GetValue(Images) ? 1 : 0,
            WantsJson = parsed.GetValue(WantsJson),
        };
        return ([trial], problems);
    }

    private Dictionary<string, string> Headers(ParseResult parsed, List<string> problems)
    {
        var headers = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var header in parsed.GetValue(Header) ?? [])
        {
            if (header.IndexOf('=', StringComparison.Ordinal) is var at and > 0)
            {
                headers[header[..at].Trim().ToLowerInvariant()] = header[(at + 1)..].Trim();
            }
            else
            {
                problems.Add($"--header is name=value, not '{header}'.");
            }
        }

        return headers;
    }
}
