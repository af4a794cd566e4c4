using System.Collections.Immutable;
using Orchestrator.Simulation.Scheduling;
using Orchestrator.Simulation.Text;
using Orchestrator.Simulation.Workloads.Mixes;

namespace Orchestrator.Simulation.Workloads.Generators;

/// <summary>One conversation that is under way.</summary>
internal sealed class Conversation
{
    private readonly SimulationRandom _random;
    private readonly Sessions _shape;
    private readonly ulong _blockSeed;
    private int _turnsLeft;
    private int _beginnings;
    private int _tokens;

    public Conversation(ulong seed, long number, Sessions shape, MixModel model, string tenant)
    {
        _random = RequestDraw.Random(seed, number, DrawChannel.Session);
        _blockSeed = RequestDraw.Random(seed, number, DrawChannel.Blocks).Next();
        _shape = shape;
        _turnsLeft = shape.DrawTurns(_random);
        Number = number;
        Model = model;
        Tenant = tenant;
    }

    public long Number { get; }

    public MixModel Model { get; }

    public string Tenant { get; }

    public bool IsOver => _turnsLeft == 0;

    /// <summary>The next question behind all that was said, and the length of its answer.</summary>
    public (PromptShape Prompt, int OutputTokens) Ask(TokenLengths input, TokenLengths output)
    {
        var question = Math.Min(input.Draw(_random), _shape.TokensMax);
        var answer = output.Draw(_random);
        if ((long)_tokens + question > _shape.TokensMax)
        {
            _tokens = 0;
            _beginnings++;
        }

        _turnsLeft--;
        var prompt = Prompt(_tokens + question);
        _tokens = (int)Math.Min(int.MaxValue, (long)prompt.Tokens + answer);
        return (prompt, answer);
    }

    public TimeSpan Think() => TimeSpan.FromMilliseconds(_shape.ThinkTime.Draw(_random));

    // A whole block is the same text in all later turns. The last one is not whole yet: the next turn has more in its
    // place, so that its id is of this turn alone.
    private PromptShape Prompt(int tokens)
    {
        var whole = tokens / _shape.BlockTokens;
        var isRest = tokens % _shape.BlockTokens > 0;
        var blocks = ImmutableArray.CreateBuilder<ulong>(whole + (isRest ? 1 : 0));
        for (var place = 0; place < whole; place++)
        {
            blocks.Add(BlockId(0, place));
        }

        if (isRest)
        {
            blocks.Add(BlockId(_turnsLeft + 1, whole));
        }

        return new PromptShape(tokens, blocks.MoveToImmutable(), _shape.BlockTokens);
    }

    private ulong BlockId(int turn, int place)
    {
        var beginning = new SimulationRandom(_blockSeed + (ulong)_beginnings).Next();
        var ofTurn = new SimulationRandom(beginning + (ulong)turn).Next();
        return new SimulationRandom(ofTurn + (ulong)place).Next();
    }
}
