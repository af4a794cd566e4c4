using Orchestrator.EnsembleWorker.Strategies;

namespace Orchestrator.EnsembleWorker.Runs.Budget;

/// <summary>
/// What one run has used and what its steps in flight have put aside. Calls and tokens are put aside before a call begins,
/// so steps in parallel never use more together than there is; GPU-seconds are known afterwards. Knows no clock.
/// </summary>
internal sealed class BudgetMeter(BudgetLimits limits, int answerTokens)
{
    /// <summary>A limit of fewer tokens than this leaves no room for an answer.</summary>
    public const int LeastAnswerTokens = 16;

    private const int Extension = 256;

    private readonly Lock _gate = new();
    private int _calls;
    private long _tokens;
    private double _gpuSeconds;

    /// <param name="promptTokens">About how many the prompt has.</param>
    /// <param name="wanted">The answer's own limit; null when it has none.</param>
    /// <returns>Null when the call would be beyond the budget.</returns>
    public StepShare? TryReserve(long promptTokens, uint? wanted)
    {
        lock (_gate)
        {
            var room = limits.Tokens - _tokens - promptTokens;
            var least = Math.Min(wanted ?? LeastAnswerTokens, LeastAnswerTokens);
            if (_calls >= limits.Calls || _gpuSeconds >= limits.GpuSeconds || room < least)
            {
                return null;
            }

            var answer = Math.Min(room, wanted ?? (uint)answerTokens);
            var isShort = wanted is not null || answer < answerTokens;
            var share = new StepShare(this, promptTokens)
            {
                AnswerTokens = answer,
                MaxTokens = isShort ? (uint)answer : null,
                IsWatched = answer != wanted,
            };
            _calls++;
            _tokens += share.Tokens;
            return share;
        }
    }

    public bool TryExtend(StepShare share)
    {
        lock (_gate)
        {
            var more = Math.Min(Extension, limits.Tokens - _tokens);
            if (share.MaxTokens is not null || share.IsOver || more <= 0)
            {
                return false;
            }

            share.AnswerTokens += more;
            _tokens += more;
            return true;
        }
    }

    /// <summary>The call is over: what it has really used counts from here on.</summary>
    public void Settle(StepShare share, StepResult used)
    {
        lock (_gate)
        {
            GiveBack(share);
            Spend(used);
        }
    }

    /// <summary>Used already, for example by a holder before this one.</summary>
    public void Spend(StepResult used)
    {
        lock (_gate)
        {
            _calls += used.Calls;
            _tokens += (long)used.PromptTokens + used.OutputTokens;
            _gpuSeconds += used.GpuSeconds;
        }
    }

    public void GiveBack(StepShare share)
    {
        lock (_gate)
        {
            if (!share.IsOver)
            {
                share.IsOver = true;
                _calls--;
                _tokens -= share.Tokens;
            }
        }
    }

    /// <param name="wallTime">What is left of it.</param>
    public BudgetLeft Left(TimeSpan wallTime)
    {
        lock (_gate)
        {
            return new BudgetLeft(
                Math.Max(0, limits.Calls - _calls),
                Math.Max(0, limits.Tokens - _tokens),
                Math.Max(0, limits.GpuSeconds - _gpuSeconds),
                wallTime > TimeSpan.Zero ? wallTime : TimeSpan.Zero
            );
        }
    }
}
