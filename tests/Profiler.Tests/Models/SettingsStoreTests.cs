using Orchestrator.Profiler.Models;
using Orchestrator.Profiler.Storage;
using Orchestrator.Profiler.Tests.Hosting;
using Orchestrator.ServiceDefaults;
using Orchestrator.Testing;

namespace Orchestrator.Profiler.Tests.Models;

public sealed class SettingsStoreTests : IDisposable
{
    private readonly ProfilerDatabase _database = new();
    private readonly ManualTimeProvider _clock = new();
    private readonly SettingsStore _store;

    public SettingsStoreTests() => _store = new SettingsStore(_database, new IdSource(_clock), _clock);

    public void Dispose() => _database.Dispose();

    [Fact]
    public async Task Every_field_that_an_edit_changes_is_audited_with_before_and_after()
    {
        await _store.EditAsync("m:latest", new ModelEdit(Priority: 9, OptimalFor: ["code"]), 0, "kim", default);
        _clock.Advance(TimeSpan.FromSeconds(1));
        await _store.EditAsync("m:latest", new ModelEdit(Priority: 9, Enabled: false), 0, "lee", default);

        var edits = await _store.ReadEditsAsync("m:latest", 50, default);

        Assert.Equal(
            [("lee", "enabled", "true", "false"), ("kim", "priority", "5", "9"), ("kim", "optimal_for", "", "code")],
            edits.OrderByDescending(edit => edit.AtUnixMs).ThenByDescending(edit => edit.Field).Select(Told)
        );
        Assert.Empty(await _store.ReadEditsAsync("other:latest", 50, default));
        Assert.Single(await _store.ReadEditsAsync("m:latest", 1, default));
    }

    [Fact]
    public async Task An_edit_of_a_revision_that_is_gone_changes_nothing()
    {
        var first = await _store.EditAsync("m:latest", new ModelEdit(Priority: 9), 0, "kim", default);
        Assert.Equal(1ul, first?.Revision);

        Assert.Null(await _store.EditAsync("m:latest", new ModelEdit(Priority: 1), 7, "lee", default));
        Assert.Equal(
            2ul,
            (await _store.EditAsync("m:latest", new ModelEdit(Pinned: true), 1, "lee", default))?.Revision
        );

        var (_, settings) = Assert.Single(await _store.ReadAsync(default));
        Assert.Equal((9u, true), (settings.Priority, settings.Pinned));
    }

    [Fact]
    public async Task An_edit_that_changes_nothing_is_no_edit()
    {
        var before = await RevisionAsync();

        var settings = await _store.EditAsync("m:latest", new ModelEdit(Priority: 5, Enabled: true), 0, "kim", default);

        Assert.Equal(0ul, settings?.Revision);
        Assert.Empty(await _store.ReadEditsAsync("m:latest", 50, default));
        Assert.Equal(before, await RevisionAsync());
    }

    [Fact]
    public async Task Other_profilers_notice_each_edit_by_the_revision()
    {
        var before = await RevisionAsync();

        await _store.EditAsync("m:latest", new ModelEdit(Priority: 9), 0, "kim", default);
        await _store.EditAsync("n:latest", new ModelEdit(VramRequiredBytes: 1), 0, "kim", default);

        Assert.Equal(before + 2, await RevisionAsync());
    }

    private async Task<long> RevisionAsync() =>
        (await new RevisionStore(_database).ReadAsync(default))[RevisionNames.Settings];

    private static (string Actor, string Field, string Before, string After) Told(EditRow edit) =>
        (edit.Actor, edit.Field, edit.Before, edit.After);
}
