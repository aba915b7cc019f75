using System.Collections;
using System.Management.Automation.Language;

namespace SsmSessionLogging.Tests.Specs;

/// <summary>A block or a test, for one row of its data. Public because the engine's scripts read it.</summary>
/// <param name="parent">The block around it; none for the file.</param>
/// <param name="name">Its name with the templates filled in.</param>
/// <param name="row">Its row of data, if it has any.</param>
/// <param name="skipVariable">The variable of BeforeDiscovery that says whether it is skipped.</param>
public abstract class SpecItem(SpecBlock? parent, string name, SpecRow? row, string? skipVariable)
{
    /// <summary>The block around it; none for the file.</summary>
    public SpecBlock? Parent { get; } = parent;

    /// <summary>Its name with the templates filled in.</summary>
    public string Name { get; } = name;

    /// <summary>Its row of data, if it has any.</summary>
    public SpecRow? Row { get; } = row;

    /// <summary>The variable of BeforeDiscovery that says whether it is skipped.</summary>
    public string? SkipVariable { get; } = skipVariable;

    /// <summary>Whether it holds others.</summary>
    public bool IsBlock => this is SpecBlock;

    /// <summary>What its row defines: <c>$_</c>, and a variable for each key of a table.</summary>
    public IEnumerable<DictionaryEntry> Variables => Row?.Variables ?? [];

    /// <summary>Itself and the blocks around it, from the inside out, without the file.</summary>
    public IEnumerable<SpecItem> WithParents()
    {
        for (var item = this; item.Parent is not null; item = item.Parent) yield return item;
    }
}

/// <summary>A Describe, a Context or the file.</summary>
public sealed class SpecBlock(SpecBlock? parent, string name, SpecRow? row, string? skipVariable)
    : SpecItem(parent, name, row, skipVariable)
{
    /// <summary>Its blocks and tests in the file's order.</summary>
    public IList<SpecItem> Items { get; } = [];

    /// <summary>Its setups and teardowns by their words.</summary>
    public IDictionary<string, ScriptBlockAst> Setups { get; } = new Dictionary<string, ScriptBlockAst>(StringComparer.OrdinalIgnoreCase);

    /// <summary>All tests in it and in its blocks.</summary>
    public IEnumerable<SpecTest> Tests =>
        Items.SelectMany(item => item is SpecBlock block ? block.Tests : [(SpecTest)item]);
}

/// <summary>An It, for one row of its data.</summary>
public sealed class SpecTest(SpecBlock parent, string name, SpecRow? row, string? skipVariable, ScriptBlockAst body)
    : SpecItem(parent, name, row, skipVariable)
{
    /// <summary>What it runs.</summary>
    public ScriptBlockAst Body { get; } = body;

    /// <summary>"Describe › Context › It".</summary>
    public string FullName => string.Join(" › ", WithParents().Select(item => item.Name).Reverse());

    /// <summary>The BeforeEach of the blocks around it, from the outside in.</summary>
    public IEnumerable<ScriptBlockAst> BeforeEach => SetupsAround("BeforeEach").Reverse();

    /// <summary>The AfterEach of the blocks around it, from the inside out.</summary>
    public IEnumerable<ScriptBlockAst> AfterEach => SetupsAround("AfterEach");

    private IEnumerable<ScriptBlockAst> SetupsAround(string word) =>
        WithParents().OfType<SpecBlock>().Where(block => block.Setups.ContainsKey(word)).Select(block => block.Setups[word]);
}
