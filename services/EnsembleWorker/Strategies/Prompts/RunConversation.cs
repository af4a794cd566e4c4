using System.Text;
using Orchestrator.Contracts.Worker.V1;

namespace Orchestrator.EnsembleWorker.Strategies.Prompts;

/// <summary>The user's conversation, and what the user has added to it since the run began. One per run of a strategy.</summary>
internal sealed class RunConversation(IEnumerable<Message> messages)
{
    private const string Addition = """

        While this was under way the user has added the last messages of the conversation. They belong to the request before
        them: what they say of it counts, and where they contradict it, they count more.
        """;

    private readonly List<Message> _messages = [.. messages];

    public bool HasAdditions { get; private set; }

    public IReadOnlyList<Message> Messages => [.. _messages];

    public void Add(IEnumerable<string> said)
    {
        foreach (var text in said)
        {
            _messages.Add(new Message { Role = "user", Content = text });
            HasAdditions = true;
        }
    }

    /// <summary>The conversation behind an instruction of ours.</summary>
    /// <param name="task">The instruction. Every {fence} in it becomes what the fence looks like.</param>
    /// <param name="material">Texts of models with labels of ours, each between fences.</param>
    public IReadOnlyList<Message> Behind(string task, params IReadOnlyList<(string Label, string Text)> material)
    {
        var fence = new Fence(material.Select(part => part.Text));
        var prompt = new StringBuilder(task.Replace("{fence}", fence.ToString(), StringComparison.Ordinal));
        prompt.AppendLine(HasAdditions ? Addition : "");
        foreach (var (label, text) in material)
        {
            fence.Append(prompt.AppendLine(), label, text);
        }

        return [new Message { Role = "system", Content = prompt.ToString() }, .. _messages];
    }
}
