def analysis_memory(spec): return 0
