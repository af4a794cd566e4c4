using System.Runtime.InteropServices;

namespace Orchestrator.Router.Learned.Forests;

/// <summary>A split, or a leaf.</summary>
/// <param name="Feature">Negative: a leaf.</param>
/// <param name="Bin">The last bin that goes to the left.</param>
/// <param name="Left">Index of the node there; of a leaf, where its values begin.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct TreeNode(int Feature, byte Bin, int Left, int Right)
{
    public bool IsLeaf => Feature < 0;

    public static TreeNode Leaf(int values) => new(-1, 0, values, -1);
}

/// <summary>Nodes from the root on, and the values of the leaves.</summary>
internal sealed record Tree(TreeNode[] Nodes, float[] Values);
