using Orchestrator.EnsembleWorker.Measurement.Calls;

namespace Orchestrator.EnsembleWorker.Measurement;

/// <summary>
/// The prompts that a model's slots have evaluated last. Only the owner talks to a replica, so what a prompt shares with
/// none of these is in no cache, and its time is that of all its tokens.
/// </summary>
internal sealed class RecentPrompts
{
    /// <summary>Replicas with more slots than this keep older prompts than we do.</summary>
    private const int PromptsMax = 16;

    private readonly Queue<PromptPrint> _prompts = [];

    /// <returns>At most so much of the prompt is in a cache, from 0 to 1.</returns>
    public double CachedShare(PromptPrint print) => _prompts.Count == 0 ? 0 : _prompts.Max(print.SharedWith);

    public void Add(PromptPrint print)
    {
        if (print.Blocks.IsEmpty)
        {
            return;
        }

        _prompts.Enqueue(print);
        if (_prompts.Count > PromptsMax)
        {
            _prompts.Dequeue();
        }
    }

    /// <summary>The model was loaded anew: its cache is empty.</summary>
    public void Clear() => _prompts.Clear();
}
