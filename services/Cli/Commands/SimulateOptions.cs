using System.CommandLine;
using Orchestrator.Cli.Simulate;
using Orchestrator.Files;

namespace Orchestrator.Cli.Commands;

/// <summary>The options of <c>simulate</c>. All are text here: <see cref="SimulateInput"/> says why.</summary>
internal sealed class SimulateOptions
{
    private readonly Option<string?> _fleet = One(
        "--fleet",
        "NAME|FILE",
        "The hosts: f1, f2, f3, f4 or a YAML file. [default: f2]"
    );

    private readonly Option<string?> _trace = One(
        "--trace",
        "FILE",
        "A recorded trace, CSV or CSV.gz, with the columns arrival_s, input_tokens, output_tokens and optionally prefix_block_ids."
    );

    private readonly Option<string?> _mix = One(
        "--mix",
        "NAME|FILE",
        "Which models and tenants ask, for a trace or a drawn workload: m1, m2 or a YAML file. [default: m1]"
    );

    private readonly Option<string?> _workload = One(
        "--workload",
        "NAME|FILE",
        "d1 (days and nights), or a workload as a YAML file (generator or trace, with its mix), instead of --trace."
    );

    private readonly Option<string[]> _load = Many(
        "--load",
        "X",
        "Offered tokens/s over what the fleet could do with every model warm: the rate is scaled to it. With a percent sign, a share of the capacity instead: of the most that a planner who knows everything answers without refusing anybody; that is searched first. Several loads make several tables. [default: 0.3 for a drawn workload, else the rate as written]"
    );

    private readonly Option<string?> _rateScale = One(
        "--rate-scale",
        "X",
        "Times as many requests per second as written, instead of --load. A trace is thinned below 1 and compressed above."
    );

    private readonly Option<string?> _tokenScale = One(
        "--token-scale",
        "X",
        "Times as many tokens in each prompt and answer of a trace: 0.125 for traces of much larger models."
    );

    private readonly Option<string?> _limit = One(
        "--limit",
        "N",
        "The first N requests only. [default: 2000 drawn, else all]"
    );

    private readonly Option<string[]> _policy = Many(
        "--policy",
        "NAME",
        "Policies to compare, or all; 'orchestrator simulate list' names them. [default: all]"
    );

    private readonly Option<string?> _plannerTries = One(
        "--planner-tries",
        "N",
        "How many full-knowledge planners the policy 'planner' is the best of; each takes a replay's time. [default: 1]"
    );

    private readonly Option<string?> _placement = One(
        "--placement",
        "MODE",
        "What the profiler's plans do under the policy 'orchestrator': off, advise (planned and not carried out) or act. [default: off]"
    );

    private readonly Option<string[]> _addHost = Many(
        "--add-host",
        "SPEC",
        "Compares the fleet with the same and this host: 24GB, 'RTX 3090' or gpu=RTX 3090,vram=24GB,models=qwen3:8b+llama3.2:3b,count=2. May be repeated."
    );

    private readonly Option<string?> _seed = One("--seed", "N", "Draws everything that is drawn. [default: 1]");

    private readonly Option<string?> _seeds = One(
        "--seeds",
        "K",
        "Repeats all with K seeds from --seed on and shows the median and the worst. [default: 1]"
    );

    private readonly Option<string?> _timeline = One(
        "--timeline",
        "FILE.svg",
        "Writes a picture of memory and queues: first load, first seed, with the added hosts if there are any."
    );

    private readonly Option<string?> _timelinePolicy = One(
        "--timeline-policy",
        "NAME",
        "The policy whose timeline is drawn and whose hosts are listed. [default: orchestrator]"
    );

    private readonly Option<string?> _jobs = One(
        "--jobs",
        "N",
        "Replays at once, one core each; changes no result. [default: one per core]"
    );

    private readonly Option<bool> _json = new("--json") { Description = "The result as JSON on standard output." };

    public IEnumerable<Option> All =>
        [
            _fleet,
            _trace,
            _mix,
            _workload,
            _load,
            _rateScale,
            _tokenScale,
            _limit,
            _policy,
            _plannerTries,
            _placement,
            _addHost,
            _seed,
            _seeds,
            _timeline,
            _timelinePolicy,
            _jobs,
            _json,
        ];

    public SimulateInput Read(ParseResult parsed) =>
        new()
        {
            Unknown = [.. Unknown(parsed.UnmatchedTokens)],
            Fleet = parsed.GetValue(_fleet),
            Trace = parsed.GetValue(_trace),
            Mix = parsed.GetValue(_mix),
            Workload = parsed.GetValue(_workload),
            Loads = [.. parsed.GetValue(_load) ?? []],
            RateScale = parsed.GetValue(_rateScale),
            TokenScale = parsed.GetValue(_tokenScale),
            Limit = parsed.GetValue(_limit),
            Policies = [.. parsed.GetValue(_policy) ?? []],
            PlannerTries = parsed.GetValue(_plannerTries),
            Placement = parsed.GetValue(_placement),
            AddHosts = [.. parsed.GetValue(_addHost) ?? []],
            Seed = parsed.GetValue(_seed),
            Seeds = parsed.GetValue(_seeds),
            Timeline = parsed.GetValue(_timeline),
            TimelinePolicy = parsed.GetValue(_timelinePolicy),
            Jobs = parsed.GetValue(_jobs),
            IsJson = parsed.GetValue(_json),
        };

    // With the other problems and not by the parser, which would hide them: a wrong file is told together with a wrong option.
    private IEnumerable<FileProblem> Unknown(IReadOnlyList<string> words)
    {
        foreach (var (at, word) in words.Index())
        {
            var isOption = word.StartsWith('-');
            var isValue = !isOption && at > 0 && words[at - 1].StartsWith('-');
            if (!isValue)
            {
                var hint = isOption
                    ? $"unknown option; {ClosestNames.Hint(word, All.Select(option => option.Name))}"
                    : "no command or option of 'simulate'";
                yield return new FileProblem(Quoted.Of(word), 0, "", hint);
            }
        }
    }

    private static Option<string?> One(string name, string value, string description) =>
        new(name) { HelpName = value, Description = description };

    private static Option<string[]> Many(string name, string value, string description) =>
        new(name)
        {
            HelpName = value,
            Description = description,
            AllowMultipleArgumentsPerToken = false,
        };
}
