using Orchestrator.Simulation.Text;

namespace Orchestrator.Simulation.Workloads.Generators;

/// <summary>Requests that belong to conversations: each turn's prompt is the whole conversation so far.</summary>
/// <param name="Turns">Of one conversation on average, before <paramref name="TurnsMax"/> cuts the longest.</param>
/// <param name="ThinkTime">Between a question and the next one of the conversation, in milliseconds.</param>
/// <param name="BlockTokens">Tokens of one block that prompts can share.</param>
/// <param name="TokensMax">A conversation that would grow beyond it forgets what was said and begins anew.</param>
public sealed record Sessions(double Turns, int TurnsMax, Mixes.TokenLengths ThinkTime, int BlockTokens, int TokensMax)
{
    private double Continues => 1 - (1 / Turns);

    /// <summary>Turns on average: of a geometric distribution that is cut at <see cref="TurnsMax"/>.</summary>
    internal double TurnsMean => Turns * (1 - PortablePower(Continues, TurnsMax));

    internal int DrawTurns(SimulationRandom random)
    {
        var turns = 1;
        while (turns < TurnsMax && random.Unit() < Continues)
        {
            turns++;
        }

        return turns;
    }

    private static double PortablePower(double value, int exponent)
    {
        var power = 1.0;
        for (var i = 0; i < exponent; i++)
        {
            power *= value;
        }

        return power;
    }
}
