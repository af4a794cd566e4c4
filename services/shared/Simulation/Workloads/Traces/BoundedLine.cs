namespace Orchestrator.Simulation.Workloads.Traces;

/// <summary>The line that is being read, up to its limit; it grows once and is used again.</summary>
internal sealed class BoundedLine
{
    private char[] _characters = new char[1024];
    private int _length;

    public bool IsTooLong { get; private set; }

    public ReadOnlyMemory<char> Text => _characters.AsMemory(0, _length);

    public void Clear()
    {
        _length = 0;
        IsTooLong = false;
    }

    public void Append(ReadOnlySpan<char> part)
    {
        var taken = Math.Min(part.Length, TraceLimits.LineCharactersMax - _length);
        IsTooLong |= taken < part.Length;
        if (_length + taken > _characters.Length)
        {
            Array.Resize(ref _characters, Math.Max(_length + taken, _characters.Length * 2));
        }

        part[..taken].CopyTo(_characters.AsSpan(_length));
        _length += taken;
    }
}
