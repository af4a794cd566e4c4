namespace Orchestrator.Profiler.Planning;

/// <summary>One step of a search, which can be taken back.</summary>
internal abstract record PlanMove
{
    private PlanMove() { }

    /// <returns>Takes it back.</returns>
    public abstract Action Do(PlanDraft draft);

    public sealed record Add(int Replica, int Model) : PlanMove
    {
        public override Action Do(PlanDraft draft)
        {
            var home = draft.HomeOf(Model);
            draft.Add(Replica, Model);
            return () => draft.Remove(Replica, Model, home);
        }
    }

    /// <summary>It stays there no longer; without another place it becomes a guest there.</summary>
    public sealed record Drop(int Replica, int Model) : PlanMove
    {
        public override Action Do(PlanDraft draft)
        {
            draft.Remove(Replica, Model, Replica);
            return () => draft.Add(Replica, Model);
        }
    }

    public sealed record Replace(int Replica, int Old, int New) : PlanMove
    {
        public override Action Do(PlanDraft draft)
        {
            var drop = new Drop(Replica, Old).Do(draft);
            var add = new Add(Replica, New).Do(draft);
            return () =>
            {
                add();
                drop();
            };
        }
    }

    public sealed record Move(int From, int To, int Model) : PlanMove
    {
        public override Action Do(PlanDraft draft)
        {
            var add = new Add(To, Model).Do(draft);
            var drop = new Drop(From, Model).Do(draft);
            return () =>
            {
                drop();
                add();
            };
        }
    }

    public sealed record Rehome(int Model, int Home) : PlanMove
    {
        public override Action Do(PlanDraft draft)
        {
            var before = draft.HomeOf(Model);
            draft.SetHome(Model, Home);
            return () => draft.SetHome(Model, before);
        }
    }

    /// <summary>All guests of one replica that another one has, too, go there.</summary>
    public sealed record Gather(int From, int To) : PlanMove
    {
        public override Action Do(PlanDraft draft)
        {
            int[] moved = [.. draft.GuestsOf(From).Where(model => draft.World.Place(To, model) is not null)];
            Array.ForEach(moved, model => draft.SetHome(model, To));
            return () => Array.ForEach(moved, model => draft.SetHome(model, From));
        }
    }
}
