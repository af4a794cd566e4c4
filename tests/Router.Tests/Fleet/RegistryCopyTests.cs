using Orchestrator.Contracts.Profiler.V1;
using Orchestrator.Router.Classification;
using Orchestrator.Router.Fleet;
using ModelKey = Orchestrator.Contracts.Profiler.V1.ModelKey;

namespace Orchestrator.Router.Tests.Fleet;

public sealed class RegistryCopyTests
{
    private readonly RegistryCopy _copy = new(new FleetOptions());

    [Fact]
    public void The_parts_of_a_snapshot_add_up_and_replace_what_was_before()
    {
        Apply(new FleetChange { Owners = { Owner("http://old/") }, Models = { Model("old") } });

        Assert.False(Apply(new FleetChange { Snapshot = true, Owners = { Owner("http://one/") } }, isComplete: false));
        Assert.True(Apply(new FleetChange { Snapshot = true, Owners = { Owner("http://two/") } }));

        Assert.Equal(["http://one/", "http://two/"], _copy.Owners.Select(owner => owner.Address));
        Assert.True(_copy.Rules.Of("old:latest").Enabled);
    }

    [Fact]
    public void A_change_touches_what_it_names_only()
    {
        Apply(new FleetChange { Snapshot = true, Owners = { Owner("http://one/"), Owner("http://two/") } });
        Apply(new FleetChange { Models = { Model("a"), Model("b") } });

        Apply(new FleetChange { RemovedOwners = { "http://one/" }, RemovedModels = { new ModelKey { Name = "a" } } });

        Assert.Equal(["http://two/"], _copy.Owners.Select(owner => owner.Address));
        Assert.True(_copy.Rules.Of("a:latest").Enabled);
        Assert.False(_copy.Rules.Of("b:latest").Enabled);
    }

    [Fact]
    public void Plans_follow_their_replicas_and_are_the_same_object_while_nothing_changes()
    {
        Apply(new FleetChange { Snapshot = true, Replicas = { Planned("one", "Qwen3:8B"), Planned("two") } });
        var first = _copy.Replicas;
        Apply(new FleetChange { Replicas = { Planned("one", "qwen3:8b") } });

        Assert.Same(first, _copy.Replicas);
        Assert.Equal(["qwen3:8b"], Assert.Single(first).Value.PlannedModels);

        Apply(new FleetChange { Replicas = { Planned("two", "phi4:14b") }, RemovedReplicas = { "one" } });
        Assert.Equal("two", Assert.Single(_copy.Replicas).Key);

        Apply(new FleetChange { Replicas = { Planned("two") } });
        Assert.Empty(_copy.Replicas);
    }

    private static ReplicaEntry Planned(string name, params string[] models) =>
        new() { Name = name, PlannedModels = { models } };

    [Fact]
    public void Settings_hold_for_every_spelling_of_a_name_and_unknown_tasks_are_left_out()
    {
        var model = Model("Qwen3:8B");
        model.Settings.OptimalFor.Add(["code", "knitting"]);
        model.Settings.Priority = 9;
        model.Skills.Add(
            new Skill
            {
                Task = "code",
                Language = "ko",
                Score = 0.5,
            }
        );

        Apply(new FleetChange { Snapshot = true, Models = { model } });

        var rule = _copy.Rules.Of("qwen3:8b");
        Assert.Equal((false, 9), (rule.Enabled, rule.Priority));
        Assert.Equal([TaskType.Code], rule.OptimalFor);
        Assert.Equal(("code", "ko", 0.5), (rule.Skills[0].Task, rule.Skills[0].Language, rule.Skills[0].Score));
    }

    [Fact]
    public void A_model_without_settings_has_the_usual_ones_and_a_wrong_priority_counts_as_the_usual()
    {
        Apply(
            new FleetChange
            {
                Snapshot = true,
                Models =
                {
                    new ModelProfile { Name = "plain" },
                    new ModelProfile
                    {
                        Name = "odd",
                        Settings = new ModelSettings { Enabled = true, Priority = 99 },
                    },
                },
            }
        );

        Assert.Equal((true, 5), (_copy.Rules.Of("plain:latest").Enabled, _copy.Rules.Of("plain:latest").Priority));
        Assert.Equal(5, _copy.Rules.Of("odd:latest").Priority);
    }

    [Fact]
    public void Models_above_the_limit_are_left_out()
    {
        var change = new FleetChange
        {
            Snapshot = true,
            Complete = true,
            Models = { Model("a"), Model("b") },
        };

        var copy = new RegistryCopy(new FleetOptions { MaxModels = 1 });
        copy.Apply(change);

        Assert.False(copy.Rules.Of("a:latest").Enabled);
        Assert.True(copy.Rules.Of("b:latest").Enabled);
    }

    private bool Apply(FleetChange change, bool isComplete = true)
    {
        change.Complete = isComplete;
        return _copy.Apply(change);
    }

    private static Owner Owner(string address) => new() { Worker = "w", Address = address };

    // Switched off, so that a rule that came from here can be told from the usual one.
    private static ModelProfile Model(string name) =>
        new()
        {
            Name = name,
            Settings = new ModelSettings { Enabled = false, Priority = 5 },
        };
}
