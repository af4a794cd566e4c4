using System.Collections.Immutable;
using System.Text.Json;
using Orchestrator.Simulation.Bank;

namespace Orchestrator.Simulation.Answers.Declared;

/// <summary>
/// The convention by which a JSON schema says what a call is for. By property, the first that fits:
/// <list type="number">
/// <item>a plan: an array <c>steps</c>, <c>tasks</c>, <c>subtasks</c>, <c>subquestions</c>, <c>parts</c>, <c>plan</c> or <c>questions</c>
/// of objects with <c>id</c>, a text and <c>depends_on</c>;</item>
/// <item>a choice: <c>winner</c>, <c>best</c>, <c>choice</c>, <c>preferred</c>, <c>selected</c>, <c>decision</c>,
/// <c>verdict</c>, <c>answer</c> or <c>ranking</c> with an enum of labels, two or more of which introduce sections of
/// the prompt (see <see cref="CandidateSections"/>);</item>
/// <item>scores: an object <c>scores</c>, <c>ratings</c>, <c>grades</c>, <c>relevance</c> or <c>feasibility</c> with a number per label, or a number
/// <c>score</c>, <c>rating</c> or <c>grade</c> for the last answer of the prompt;</item>
/// <item>a verification of that answer: <c>verdict</c>, <c>correct</c>, <c>passed</c>, <c>valid</c> and their like, a
/// boolean or an enum with a word of consent;</item>
/// <item>an answer: <c>answer</c>, <c>result</c>, <c>value</c> and their like, and <c>confidence</c>.</item>
/// </list>
/// All but the plan need exactly one question of the bank in the conversation. What does not fit is filled as before.
/// </summary>
internal sealed class DeclaredFields
{
    /// <summary>Properties whose purpose is looked for; the others of a schema are filled as before.</summary>
    private const int PropertiesMax = 256;
    private readonly ImmutableArray<IDeclaredField> _fields;
    private int _asked;

    private DeclaredFields(ImmutableArray<IDeclaredField> fields, string? answer = null) =>
        (_fields, Answer) = (fields, answer);

    public static DeclaredFields None => new([]);

    /// <summary>What the model answers to the question of the bank; null without one.</summary>
    public string? Answer { get; }

    public static DeclaredFields Of(AnswerRequest request, JsonElement schema, BankPrompt prompt, string text)
    {
        var plan = new PlanField(prompt, text);
        if (prompt.Question is not { } question)
        {
            return new DeclaredFields([plan]);
        }

        var judge = new JudgeDraw(request.World, request.Model, question, request.Sampling);
        var outcome = AnswerDraw.Of(request.World, request.Model, question, request.Sampling);
        var lastAnswer = LastAnswer.Of(question, prompt);
        var choice = new ChoiceField(prompt, judge);
        var verdict = new VerdictField(lastAnswer, judge);
        return new DeclaredFields(
            [
                plan,
                choice,
                new ScoreField(prompt, lastAnswer, judge),
                verdict,
                new AnswerField(outcome),
                new ConfidenceField(schema, outcome, judge, choice, verdict),
            ],
            outcome.Text
        );
    }

    public bool Write(SchemaProperty property) =>
        ++_asked <= PropertiesMax && _fields.Any(field => field.Write(property));
}
