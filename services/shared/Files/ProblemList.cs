namespace Orchestrator.Files;

/// <summary>Collects what is wrong with a file, so that all of it is told at once.</summary>
public sealed class ProblemList(string file)
{
    private readonly List<FileProblem> _problems = [];
    private long _unlisted;

    public string File => file;

    public long Count => _problems.Count + _unlisted;

    public bool IsEmpty => Count == 0;

    public void Add(int line, string field, string message) => Add(new FileProblem(file, line, field, message));

    public void Add(FileProblem problem)
    {
        if (_problems.Count < FileLimits.ProblemsMax)
        {
            _problems.Add(problem);
        }
        else
        {
            _unlisted++;
        }
    }

    /// <returns>The value when nothing was wrong.</returns>
    public FileReading<T> Reading<T>(T? value)
        where T : class => IsEmpty && value is not null ? FileReading.Good(value) : FileReading.Bad<T>(InOrder());

    /// <summary>
    /// By line, and for one line in the order of finding. What concerns the whole file comes first; files that this one
    /// names come after it.
    /// </summary>
    private IEnumerable<FileProblem> InOrder()
    {
        var listed = _problems
            .OrderBy(problem => problem.File != file)
            .ThenBy(problem => problem.File, StringComparer.Ordinal)
            .ThenBy(problem => problem.Line);
        return _unlisted == 0
            ? listed
            : listed.Append(new FileProblem(file, 0, "", $"{_unlisted} more problems are not listed."));
    }
}
