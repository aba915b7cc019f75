# Opens the scope of a block: its data and the variables of its BeforeAll, which everything inside sees and AfterAll sees again.
param($______run, $______block)

foreach ($______variable in $______block.Variables) {
    $ExecutionContext.SessionState.PSVariable.Set($______variable.Key, $______variable.Value)
}

try {
    $______run.Enter($______block)
    if ($______block.Setups.ContainsKey('BeforeAll')) { . $______block.Setups['BeforeAll'].GetScriptBlock() }
    foreach ($______item in $______run.ItemsToRun($______block)) {
        if ($______item.IsBlock) { & $______run.RunBlock $______run $______item }
        else { & $______run.RunTest $______run $______item }
    }
}
catch { $______run.FailBlock($______block, 'BeforeAll', $_) }
finally {
    try { if ($______block.Setups.ContainsKey('AfterAll')) { . $______block.Setups['AfterAll'].GetScriptBlock() } }
    catch { $______run.FailBlock($______block, 'AfterAll', $_) }
    $______run.Leave($______block)
}
