namespace SsmSessionLogging.Tests.Specs;

/// <summary>Something in a spec that is not of the dialect.</summary>
/// <param name="Line">The line, from 1.</param>
/// <param name="Text">What it is, and what the dialect has instead.</param>
public sealed record SpecViolation(int Line, string Text);

/// <summary>A spec file as it was read: its blocks, its tests in their order, and what is wrong with it.</summary>
/// <param name="Path">The file.</param>
/// <param name="Root">The block that is the file.</param>
/// <param name="Tests">Every test, one for each row of data.</param>
/// <param name="Violations">What is not of the dialect. A file that has any is not run.</param>
public sealed record SpecFile(string Path, SpecBlock Root, IReadOnlyList<SpecTest> Tests, IReadOnlyList<SpecViolation> Violations)
{
    /// <summary>The file's name without its folder.</summary>
    public string Name => System.IO.Path.GetFileName(Path);
}
