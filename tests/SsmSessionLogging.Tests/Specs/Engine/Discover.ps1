# Runs the BeforeDiscovery of a block and asks for each -Skip in it. Its variables are gone when the tests run.
param($______run, $______block)

foreach ($______variable in $______block.Variables) {
    $ExecutionContext.SessionState.PSVariable.Set($______variable.Key, $______variable.Value)
}

if ($______block.Setups.ContainsKey('BeforeDiscovery')) { . $______block.Setups['BeforeDiscovery'].GetScriptBlock() }
foreach ($______item in $______block.Items) {
    if ($______item.SkipVariable -and $ExecutionContext.SessionState.PSVariable.GetValue($______item.SkipVariable)) {
        $______run.Skip($______item)
    }

    if ($______item.IsBlock) { & $______run.Discover $______run $______item }
}
