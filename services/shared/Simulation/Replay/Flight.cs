using Orchestrator.Simulation.Workloads;

namespace Orchestrator.Simulation.Replay;

/// <summary>A request on its way through the fleet.</summary>
internal sealed class Flight(Arrival request)
{
    private readonly List<int> _failed = [];

    public Arrival Request { get; } = request;

    /// <summary>The hosts that it has yet to try, best first, from <see cref="NextChoice"/> on.</summary>
    public IReadOnlyList<int> Choices { get; set; } = [];

    public int NextChoice { get; set; }

    public int Routings { get; set; }

    /// <summary>The host that it was sent to last.</summary>
    public int Host { get; set; }

    public CallStage Stage { get; set; }

    /// <summary>Nobody waits for it any more.</summary>
    public bool IsGivenUp { get; set; }

    public IReadOnlyList<int> Failed => _failed;

    /// <summary>Null until its first token is out.</summary>
    public DateTimeOffset? FirstTokenAt { get; private set; }

    public int CachedTokens { get; private set; }

    public double PromptLeft { get; private set; } = request.Prompt.Tokens;

    public double OutputLeft { get; private set; } = request.OutputTokens;

    /// <summary>Tokens per second of this request, until something on its host changes.</summary>
    public double PrefillRate { get; set; }

    public double DecodeRate { get; set; }

    public TimeSpan TimeLeft => TimeSpan.FromSeconds((PromptLeft / PrefillRate) + (OutputLeft / DecodeRate));

    public void Begin(int cachedTokens)
    {
        CachedTokens = cachedTokens;
        PromptLeft = Request.Prompt.Tokens - cachedTokens;
        OutputLeft = Request.OutputTokens;
    }

    public void Fail(int host) => _failed.Add(host);

    /// <summary>Lets it run at its rates.</summary>
    /// <param name="from">When they began to hold.</param>
    public void Run(DateTimeOffset from, TimeSpan span)
    {
        var prefill = Math.Min(span.TotalSeconds, PromptLeft / PrefillRate);
        PromptLeft = Math.Max(0, PromptLeft - (prefill * PrefillRate));
        var before = OutputLeft;
        OutputLeft = Math.Max(0, before - ((span.TotalSeconds - prefill) * DecodeRate));
        var first = Request.OutputTokens - 1;
        if (FirstTokenAt is null && OutputLeft <= first)
        {
            FirstTokenAt = from + TimeSpan.FromSeconds(prefill + ((before - first) / DecodeRate));
        }
    }
}
