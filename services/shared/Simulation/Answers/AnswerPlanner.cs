using System.Collections.Immutable;
using Orchestrator.Simulation.Answers.Declared;
using Orchestrator.Simulation.Bank;
using Orchestrator.Simulation.Text;

namespace Orchestrator.Simulation.Answers;

/// <summary>
/// Decides a simulated answer. Pure: the same seed, model, world and messages give the same answer. A question of the
/// bank is answered rightly or wrongly; everything else gets text that says that it is none.
/// </summary>
public static class AnswerPlanner
{
    /// <summary>The wording follows the end of a longer prompt: cut into words, megabytes would cost seconds.</summary>
    private const int PromptLengthMax = 1 << 20;

    public static Answer Plan(AnswerRequest request)
    {
        var random = new SimulationRandom(SeedOf(request));
        var asked = request.Messages.LastOrDefault(message => message.Role == "user")?.Content ?? "";
        var prompt = asked[^Math.Min(asked.Length, PromptLengthMax)..];
        var promptTokens = PromptTokens.Fit(request);
        var thinking = Tokenizer.Split(Thinking(request.Think, prompt, random));
        if (ToolPicker.Pick(request, prompt, random) is { } call)
        {
            return new Answer
            {
                PromptTokens = promptTokens,
                Thinking = thinking,
                Call = call,
                DoneReason = "stop",
            };
        }

        return Limited(request, promptTokens, thinking, Content(request, prompt, random));
    }

    private static ulong SeedOf(AnswerRequest request) =>
        SimulationRandom.Hash(
            unchecked((ulong)request.Seed),
            [
                request.Model.Name,
                .. request.Messages.SelectMany(message => new[] { message.Role, message.Content, message.Extra }),
            ]
        );

    private static string Thinking(ThinkLevel level, string prompt, SimulationRandom random)
    {
        var tokens = level switch
        {
            ThinkLevel.None => 0,
            ThinkLevel.Low => 20,
            ThinkLevel.Medium => 60,
            ThinkLevel.High => 120,
            _ => 240,
        };
        return tokens == 0 ? "" : AnswerText.Thoughts(prompt, tokens, random);
    }

    private static string Content(AnswerRequest request, string prompt, SimulationRandom random)
    {
        var asked = BankPrompt.Of(request.Messages);
        if (request.Schema is { } schema)
        {
            return SchemaValue.Write(schema, prompt, DeclaredFields.Of(request, schema, asked, prompt), random);
        }

        if (asked.Question is { } question)
        {
            var outcome = AnswerDraw.Of(request.World, request.Model, question, request.Sampling);
            return BankText.Write(question, outcome, random);
        }

        return request.Messages.LastOrDefault() is { Role: "tool" } result
            ? AnswerText.ToolResult(prompt, result.ToolName ?? "", result.Content.Length)
            : AnswerText.Write(request.Model.Name, prompt, request.TokensMax, random);
    }

    private static Answer Limited(
        AnswerRequest request,
        int promptTokens,
        ImmutableArray<string> thinking,
        string content
    )
    {
        var limit = TokenLimit(request, promptTokens);
        var shownThinking = thinking.Length > limit ? thinking[..limit] : thinking;
        var stopped = StopSequences.Cut(content, request.Stop);
        var pieces = Tokenizer.Split(stopped);
        var left = limit - shownThinking.Length;
        var isCut = thinking.Length > limit || pieces.Length > left;
        return new Answer
        {
            PromptTokens = promptTokens,
            Thinking = shownThinking,
            Content = pieces.Length > left ? pieces[..left] : pieces,
            DoneReason = isCut ? "length" : "stop",
        };
    }

    private static int TokenLimit(AnswerRequest request, int promptTokens)
    {
        var asked = request.NumPredict > 0 ? Math.Min(request.NumPredict, request.TokensMax) : request.TokensMax;
        return request.Shift ? asked : Math.Clamp(request.ContextLength - promptTokens, 0, asked);
    }
}
