using System.Collections.Immutable;
using Orchestrator.Inference;

namespace Orchestrator.EnsembleWorker.Measurement.Calls;

/// <summary>Makes the print of a call's prompt in one pass over its text. Pure.</summary>
internal static class PromptPrints
{
    /// <summary>Blocks that are hashed: the first 64 Ki characters.</summary>
    private const int BlocksMax = 512;

    private const ulong Seed = 0xcbf29ce484222325;
    private const ulong Prime = 0x100000001b3;

    public static PromptPrint Of(ChatCall call)
    {
        var pass = new Pass();
        foreach (var tool in call.Tools)
        {
            pass.Add(tool.GetRawText());
        }

        foreach (var turn in call.Turns)
        {
            pass.Add(turn.Role);
            pass.Add(turn.Text);
            pass.Add(turn.Thinking);
        }

        var isPlain = call.Tools.Count == 0 && call.Turns.All(turn => turn is { Images.Count: 0, ToolCalls.Count: 0 });
        return pass.Print(call.Turns.Count) with { IsPlainText = isPlain };
    }

    public static PromptPrint Of(IReadOnlyList<string> inputs)
    {
        var pass = new Pass();
        foreach (var input in inputs)
        {
            pass.Add(input);
        }

        // Embeddings share no cache: each input is evaluated on its own.
        return pass.Print(inputs.Count) with
        {
            Blocks = [],
        };
    }

    private sealed class Pass
    {
        private readonly ImmutableArray<ulong>.Builder _blocks = ImmutableArray.CreateBuilder<ulong>();
        private ulong _hash = Seed;
        private int _inBlock;
        private int _hangul;
        private int _ascii;
        private int _other;

        // FNV-1a, by UTF-16 unit: only equality counts, and whoever forges a collision spoils his own estimate.
        public void Add(TurnRole role) => _hash = (_hash ^ ((ulong)role + 1)) * Prime;

        public void Add(ReadOnlySpan<char> text)
        {
            foreach (var character in text)
            {
                if (char.IsAscii(character))
                {
                    _ascii++;
                }
                else if (character is (>= '\uAC00' and <= '\uD7A3') or (>= '\u1100' and <= '\u11FF'))
                {
                    _hangul++;
                }
                else
                {
                    _other++;
                }

                Hash(character);
            }
        }

        public PromptPrint Print(int turns) => new(_hangul, _ascii, _other, turns) { Blocks = _blocks.ToImmutable() };

        private void Hash(char character)
        {
            _hash = (_hash ^ character) * Prime;
            if (++_inBlock == PromptPrint.BlockChars && _blocks.Count < BlocksMax)
            {
                _inBlock = 0;
                _blocks.Add(_hash);
            }
        }
    }
}
