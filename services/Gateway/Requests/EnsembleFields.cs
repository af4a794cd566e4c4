using Orchestrator.Gateway.Fleet;
using Orchestrator.Placement;

namespace Orchestrator.Gateway.Requests;

/// <summary>
/// What a strategy of several calls cannot honour, by the names that a dialect has for it. Leaving it out without a word would give an
/// answer that the client did not ask for.
/// </summary>
internal sealed record EnsembleFields(string Tools, string Format, string Thinking)
{
    public static EnsembleFields OpenAi { get; } = new("tools", "response_format", "reasoning_effort");

    public static EnsembleFields Ollama { get; } = new("tools", "format", "think");

    public static EnsembleFields Grpc { get; } = new("tools", "response_format", "thinking");

    public void Check(Question question, FieldProblems problems)
    {
        if (!VirtualModels.IsStrategy(question.Model))
        {
            return;
        }

        AddIf(
            question.Tools.Count > 0,
            Tools,
            "one text is written from several answers, and nobody could carry the calls out"
        );
        AddIf(question.Format is not null, Format, "its members answer in free text");
        AddIf(
            question.Thinking != Contracts.Worker.V1.Thinking.Unspecified,
            Thinking,
            "each member thinks as its model does by default"
        );

        void AddIf(bool isSet, string field, string because)
        {
            if (isSet)
            {
                problems.Add(field, $"must be left out for the model \"{question.Model}\": {because}");
            }
        }
    }
}
