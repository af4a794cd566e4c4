namespace Orchestrator.EnsembleWorker.Strategies;

/// <summary>Which models stand in for whom. Pure: the same in every try of a run, whoever fails first.</summary>
internal static class Reserve
{
    /// <summary>
    /// Of reserve models r0, r1, … the member i of k gets r_i, r_{i+k}, …: no model ever stands in for two members.
    /// </summary>
    /// <param name="reserve">Best first.</param>
    /// <param name="member">From 0.</param>
    /// <param name="members">How many there are.</param>
    /// <param name="most">Replacements that one member may have.</param>
    public static IReadOnlyList<string> Of(IReadOnlyList<RunModel> reserve, int member, int members, int most) =>
        [.. reserve.Where((_, at) => at % members == member).Take(most).Select(model => model.Name)];

    /// <summary>For a step that has no others beside it: all other models of the run.</summary>
    /// <param name="models">Best first.</param>
    /// <param name="asked">Who is asked first.</param>
    /// <param name="most">Replacements that the step may have.</param>
    public static IReadOnlyList<string> Others(IEnumerable<RunModel> models, string asked, int most) =>
        [
            .. models
                .Select(model => model.Name)
                .Where(name => !name.Equals(asked, StringComparison.OrdinalIgnoreCase))
                .Take(most),
        ];
}
