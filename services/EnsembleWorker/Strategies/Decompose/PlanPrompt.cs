using System.Globalization;
using System.Text;
using Orchestrator.Contracts.Worker.V1;
using Orchestrator.EnsembleWorker.Strategies.Prompts;

namespace Orchestrator.EnsembleWorker.Strategies.Decompose;

/// <summary>What the planner is asked. Pure.</summary>
internal static class PlanPrompt
{
    /// <summary>Characters of a plan that is wrong which its planner is shown again.</summary>
    private const int ShownPlanMax = 8_000;

    private const string Task = """
        You plan how the user's last message is answered; you do not answer it. Split it into sub-questions, each of which can be
        answered by itself by somebody who sees the message and the results of the sub-questions that it depends on.
        At most {parts} sub-questions, at most {depth} that wait for each other in one chain, each of at most {characters} characters.
        Split only where that helps: if the message asks one thing, plan one sub-question.
        Write the sub-questions in the language of the user's last message.
        Answer with one JSON object and nothing else:
        {"subquestions": [{"id": "1", "question": "…", "depends_on": []}, {"id": "2", "question": "…", "depends_on": ["1"]}]}
        """;

    private const string AnswerSchema = """
        {
          "type": "object",
          "properties": {
            "subquestions": {
              "type": "array",
              "minItems": 1,
              "maxItems": {parts},
              "items": {
                "type": "object",
                "properties": {
                  "id": { "type": "string" },
                  "question": { "type": "string" },
                  "depends_on": { "type": "array", "items": { "type": "string" } }
                },
                "required": ["id", "question", "depends_on"]
              }
            }
          },
          "required": ["subquestions"]
        }
        """;

    private const string Repair = """
        This plan cannot be carried out:
        {problems}
        Write the whole plan anew, as one JSON object and nothing else.
        """;

    /// <summary>A JSON schema of the answer.</summary>
    public static string Schema(int parts) =>
        AnswerSchema.Replace("{parts}", parts.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);

    public static IReadOnlyList<Message> First(IEnumerable<Message> conversation, DecomposeOptions options)
    {
        var task = new StringBuilder(Task)
            .Replace("{parts}", options.MaxParts.ToString(CultureInfo.InvariantCulture))
            .Replace("{depth}", options.MaxDepth.ToString(CultureInfo.InvariantCulture))
            .Replace("{characters}", options.MaxPartCharacters.ToString(CultureInfo.InvariantCulture));
        return [new Message { Role = "system", Content = task.ToString() }, .. conversation];
    }

    /// <param name="first">What the planner was asked first.</param>
    /// <param name="plan">Its last answer.</param>
    /// <param name="problems">What is wrong with that.</param>
    public static IReadOnlyList<Message> Again(
        IReadOnlyList<Message> first,
        string plan,
        IReadOnlyList<string> problems
    )
    {
        var listed = string.Join('\n', problems.Select(problem => $"- {problem}"));
        return
        [
            .. first,
            new Message { Role = "assistant", Content = CutText.Start(plan, ShownPlanMax).ToString() },
            new Message { Role = "user", Content = Repair.Replace("{problems}", listed, StringComparison.Ordinal) },
        ];
    }
}
